export interface Welcome {
  /** Where this process listens. */
  readonly url: string;
  /** Where it is reached from outside, without a trailing slash. */
  readonly publicUrl: string;
  readonly shortUrl: string;
  readonly home: string;
  /** Set only at the start that made the key. */
  readonly newKey?: { readonly key: string; readonly keptIn: string };
}

/** What a person needs after a start. The last line is the one that scripts wait for. */
export const welcomeText = ({ url, publicUrl, shortUrl, home, newKey }: Welcome): string => {
  const facts: readonly (readonly [string, string])[] = [
    ['API and docs', `${publicUrl}/docs`],
    ['short links', `${shortUrl}/{key}`],
    ['webhooks', `${publicUrl}/webhooks/{provider}/{connectionId}`],
    ['health', `${publicUrl}/health/ready`],
    ['data', home],
    ...(newKey === undefined ? [] : keyFacts(newKey)),
  ];
  const width = Math.max(...facts.map(([name]) => name.length));
  const lines = facts.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  return ['', ...lines, '', 'Ctrl-C stops everything.', `whence ready: ${url}`, ''].join('\n');
};

const keyFacts = ({ key, keptIn }: NonNullable<Welcome['newKey']>): readonly (readonly [string, string])[] => [
  ['API key', key],
  ['', `(owner of the workspace "default"; shown this once, kept in ${keptIn})`],
];

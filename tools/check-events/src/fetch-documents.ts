import { CheckProblem } from './check-problem.js';

/** Any JSON object of a document. */
export interface Members {
  readonly [name: string]: unknown;
}

/** What was published, as it was read: the AsyncAPI document, and every schema that it leads to, by address. */
export interface PublishedDocuments {
  /** Where the AsyncAPI document was read. */
  readonly address: string;
  readonly document: Members;
  readonly schemas: ReadonlyMap<string, Members>;
}

const answerMs = 10_000;
const schemasMax = 500;

/** Reads `/events.json` of an app, and the schemas it refers to, from the same app. */
export const fetchDocuments = async (appUrl: string): Promise<PublishedDocuments> => {
  const address = `${appUrl}/events.json`;
  const document = await fetchJson(address);
  const schemas = new Map<string, Members>();
  const wanted = [...addressesIn(document, address)];
  for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
    if (schemas.has(next)) continue;
    if (!next.startsWith(`${appUrl}/`)) throw new CheckProblem(`${address} leads elsewhere: ${next}`);
    if (schemas.size >= schemasMax) throw new CheckProblem(`${address} leads to more than ${schemasMax} schemas`);
    const schema = await fetchJson(next);
    schemas.set(next, schema);
    wanted.push(...addressesIn(schema, next));
  }
  return { address, document, schemas };
};

const fetchJson = async (address: string): Promise<Members> => {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(answerMs) });
    if (!answer.ok) throw new CheckProblem(`${address} answers ${answer.status}`);
    return (await answer.json()) as Members;
  } catch (error) {
    if (error instanceof CheckProblem) throw error;
    throw new CheckProblem(`${address} cannot be read: ${(error as Error).message}`);
  }
};

/** Other documents that this one refers to. */
const addressesIn = (value: unknown, home: string): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  const { $ref } = value as Members;
  const own = typeof $ref === 'string' && !$ref.startsWith('#') ? [new URL($ref, home).href.replace(/#.*$/, '')] : [];
  return [...own, ...Object.values(value).flatMap((member) => addressesIn(member, home))];
};

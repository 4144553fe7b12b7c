import { randomBytes } from 'node:crypto';
import { signedHeaders, type Adapter } from './check-body.js';
import { FuzzProblem } from './fuzz-problem.js';

const providers = ['meta-graph', 'whatsapp-cloud', 'zernio'] as const;
/** Where the bodies go. */
export interface Target {
  readonly url: string;
  readonly key: string;
}

/** How many answers there were of each status. */
export type Answers = ReadonlyMap<number, number>;

/**
 * Sends each body, signed, to a connection of each provider that is made for it in the workspace of the key. Whence must
 * answer each, and never with 5xx: a provider would take that for an outage and switch the webhook off.
 */
export const sendBodies = async (target: Target, bodies: readonly Uint8Array[]): Promise<Answers> => {
  const answers = new Map<number, number>();
  for (const provider of providers) {
    const secret = randomBytes(16).toString('hex');
    const webhookUrl = await connect(target, provider, secret);
    for (const body of bodies) {
      const headers = { 'content-type': 'application/json', ...signedHeaders(provider, body, secret) };
      const response = await fetch(webhookUrl, { method: 'POST', headers, body: new Uint8Array(body) });
      await response.arrayBuffer();
      answers.set(response.status, (answers.get(response.status) ?? 0) + 1);
    }
  }
  return answers;
};

const connect = async ({ url, key }: Target, provider: Adapter['provider'], secret: string): Promise<string> => {
  const response = await fetch(`${url}/v1/connections`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ provider, name: 'fuzz', secrets: [secret] }),
  });
  const text = await response.text();
  if (!response.ok) throw new FuzzProblem(`no connection could be made at ${url} (${response.status}): ${text}`);
  return `${url}${(JSON.parse(text) as { readonly webhookPath: string }).webhookPath}`;
};

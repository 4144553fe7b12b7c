import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { freePort } from '@whence/embedded-postgres';

import { BenchProblem } from '../bench-problem.js';
import { OwnProcess } from '../measuring/own-process.js';

/** What people can tap and providers can deliver to. */
export interface Brand {
  readonly webhookPath: string;
  readonly secret: string;
  /** Meta's id of the Instagram account. */
  readonly platformId: string;
  readonly links: readonly BrandLink[];
}

export interface BrandLink {
  readonly key: string;
  readonly refCode: string;
}

const linksCount = 50;
const standalone = join(import.meta.dirname, '..', '..', '..', '..', 'apps', 'standalone', 'dist', 'main.js');

/** Makes the brand with standalone, which has every API, and stops it again. */
export const setUpBrand = async (env: Readonly<Record<string, string>>): Promise<Brand> => {
  const key = `whk_${randomBytes(16).toString('hex')}`;
  const port = String(await freePort());
  const whence = new OwnProcess({ script: standalone, env: { ...env, PORT: port, WHENCE_BOOTSTRAP_API_KEY: key } });
  try {
    const url = await whence.says(/whence ready: (\S+)/);
    return await make((path, body) => post(`${url}${path}`, key, body));
  } finally {
    await whence.stop();
  }
};

type Post = (path: string, body: unknown) => Promise<Readonly<Record<string, unknown>>>;

const make = async (create: Post): Promise<Brand> => {
  const secret = randomBytes(24).toString('base64url');
  const connection = await create('/v1/connections', { provider: 'meta-graph', name: 'Bench', secrets: [secret] });
  const platformId = '17841400000000501';
  const account = await create('/v1/channel-accounts', {
    channel: 'instagram',
    handle: 'bench.brand',
    externalIds: { metaId: platformId },
  });
  const links: BrandLink[] = [];
  for (let place = 0; place < linksCount; place += 1) {
    const link = { key: `bench-${place}`, refCode: `BENCH${place}` };
    await create('/v1/links', { ...link, channelAccountId: account['id'] });
    links.push(link);
  }
  return {
    webhookPath: String(connection['webhookPath']),
    secret,
    platformId,
    links,
  };
};

const post = async (url: string, key: string, body: unknown): Promise<Readonly<Record<string, unknown>>> => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await response.text();
  if (response.status !== 201) throw new BenchProblem(`POST ${url} was answered with ${response.status}: ${text}`);
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
};

import { readFileSync, readdirSync } from 'node:fs';

const channels = new URL('../../../libs/channels/', import.meta.url);

/** The recorded payloads of every provider, as their bytes. */
export const recordedPayloads = (): readonly Buffer[] =>
  ['meta-graph', 'whatsapp-cloud', 'zernio'].flatMap((provider) => {
    const folder = new URL(`${provider}/fixtures/`, channels);
    return readdirSync(folder).map((file) => readFileSync(new URL(file, folder)));
  });

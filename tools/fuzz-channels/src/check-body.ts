import { createHmac } from 'node:crypto';
import { metaGraphAdapter } from '@whence/channel-meta-graph';
import { whatsappCloudAdapter } from '@whence/channel-whatsapp-cloud';
import { zernioAdapter } from '@whence/channel-zernio';
import { parseJson } from '@whence/platform/json';
import { watchPrototypes } from './prototypes.js';
import type { Stopwatch } from './stopwatch.js';
import { faultsOf } from './well-formed.js';

const adapters = [metaGraphAdapter, whatsappCloudAdapter, zernioAdapter];
export type Adapter = (typeof adapters)[number];

/** As the edge has it. */
const depthMax = 64;
const secrets = ['secret of before', 'secret'];

/** The headers under which `provider` sends these bytes, signed. */
export const signedHeaders = (
  provider: Adapter['provider'],
  body: Uint8Array,
  secret: string,
): Record<string, string> => {
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return provider === 'zernio' ? { 'x-zernio-signature': signature } : { 'x-hub-signature-256': `sha256=${signature}` };
};

/** A checker of bodies: parse, signature and every translator. Throws, with all that it found, where something is wrong. */
export const bodyChecker = (stopwatch: Stopwatch): ((body: Uint8Array) => void) => {
  const isPolluted = watchPrototypes();
  return (body) => {
    const faults = [
      ...adapters.flatMap((adapter) => signatureFaults(adapter, body, stopwatch)),
      ...translationFaults(body, stopwatch),
    ];
    if (isPolluted()) faults.push('a prototype that all objects share was changed');
    if (faults.length > 0) throw new Error([...new Set(faults)].join('\n'));
  };
};

const signatureFaults = (
  { provider, isAuthentic }: Adapter,
  body: Uint8Array,
  stopwatch: Stopwatch,
): readonly string[] => {
  const headers = signedHeaders(provider, body, 'secret');
  const right = stopwatch.time(`signature of ${provider}`, body.length, () => isAuthentic(body, headers, secrets));
  const forged = Object.fromEntries(Object.keys(headers).map((name) => [name, Buffer.from(body).toString('latin1')]));
  return [
    ...(right.answer ? [] : [`a right signature of ${provider} was refused`]),
    ...(isAuthentic(body, forged, secrets) ? [`a forged signature of ${provider} was taken`] : []),
    ...slowness(`the signature of ${provider}`, right.ms, stopwatch),
  ];
};

const translationFaults = (body: Uint8Array, stopwatch: Stopwatch): string[] => {
  const { answer: parsed, ms } = stopwatch.time('parse', body.length, () => parseJson(body, { depthMax }));
  const faults = [...slowness('parsing', ms, stopwatch)];
  if (parsed.kind !== 'json') return faults;
  const before = JSON.stringify(parsed.value);
  for (const { provider, translate } of adapters) {
    const translated = stopwatch.time(`translate by ${provider}`, body.length, () => translate(parsed.value));
    faults.push(...faultsOf(translated.answer), ...slowness(`translating by ${provider}`, translated.ms, stopwatch));
  }
  if (JSON.stringify(parsed.value) !== before) faults.push('a translator changed the payload');
  return faults;
};

const slowness = (what: string, ms: number, { limitMs }: Stopwatch): readonly string[] =>
  ms > limitMs ? [`${what} took ${ms.toFixed(0)} ms`] : [];

import { createHmac } from 'node:crypto';

import type { Provider } from '../brand/brand.js';

/** A webhook request as its provider sends it. */
export interface WrittenDelivery {
  readonly provider: Provider;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

type Payload = Readonly<Record<string, unknown>>;

/** Writes a payload in its provider's hand and signs exactly these bytes. */
export const writeDelivery = (provider: Provider, payload: Payload, secret: string): WrittenDelivery => {
  const isVendor = provider === 'zernio';
  const body = Buffer.from(isVendor ? JSON.stringify(payload) : asMetaEscapes(JSON.stringify(payload)));
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const signed = isVendor ? zernioHeaders(payload, signature) : { 'x-hub-signature-256': `sha256=${signature}` };
  return { provider, body, headers: { 'content-type': 'application/json', ...signed } };
};

/** Both families of names come on every delivery. */
const zernioHeaders = ({ id, event }: Payload, signature: string): Readonly<Record<string, string>> => ({
  'x-zernio-signature': signature,
  'x-late-signature': signature,
  'x-zernio-event': String(event),
  'x-late-event': String(event),
  'x-zernio-event-id': String(id),
});

/** Meta sends ASCII: everything else, and the slash, as an escape. A signature over re-written JSON would not match. */
const asMetaEscapes = (json: string): string =>
  json
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

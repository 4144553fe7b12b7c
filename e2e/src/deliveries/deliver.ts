import { createHmac } from 'node:crypto';

import type { Connection, ProviderName } from '../brand.js';

/** A webhook's body: an object, or the very characters to send. */
export type Payload = object | string;

const requestTimeoutMs = 20_000;

const signatureHeader: { readonly [Name in ProviderName]: (digest: string) => Readonly<Record<string, string>> } = {
  zernio: (digest) => ({ 'x-zernio-signature': digest, 'x-late-signature': digest }),
  'meta-graph': (digest) => ({ 'x-hub-signature-256': `sha256=${digest}` }),
  'whatsapp-cloud': (digest) => ({ 'x-hub-signature-256': `sha256=${digest}` }),
};

/** Posts a delivery, signed over the bytes that are sent; answers the status. */
export const post = (connection: Connection, payload: Payload): Promise<number> => {
  const bytes = bytesOf(payload);
  const digest = createHmac('sha256', connection.secret).update(bytes).digest('hex');
  return send(connection, bytes, signatureHeader[connection.provider](digest));
};

/** Posts a delivery without a signature, or with anything in its place; answers the status. */
export const postUnsigned = (connection: Connection, payload: Payload, signature?: string): Promise<number> =>
  send(
    connection,
    bytesOf(payload),
    signature === undefined ? {} : { 'x-zernio-signature': signature, 'x-hub-signature-256': signature },
  );

/** Posts a delivery that must be acknowledged. */
export const deliver = async (connection: Connection, payload: Payload): Promise<void> => {
  const status = await post(connection, payload);
  if (status !== 200) throw new Error(`a delivery of ${connection.provider} was answered ${status}`);
};

const bytesOf = (payload: Payload): Buffer =>
  Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload));

const send = async (
  { webhookUrl }: Connection,
  body: Buffer,
  headers: Readonly<Record<string, string>>,
): Promise<number> => {
  const response = await fetch(webhookUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: new Uint8Array(body),
    signal: AbortSignal.timeout(requestTimeoutMs),
  });
  await response.arrayBuffer();
  return response.status;
};

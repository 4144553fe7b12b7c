import { newId, type MasterKey } from '@whence/platform/crypto';

import type { OpenedConnection } from '../connections/connection.js';

/** One request of a provider, exactly as it came. */
export interface Delivery {
  readonly connection: Pick<OpenedConnection, 'id' | 'workspaceId'>;
  readonly body: Uint8Array;
  /** The few that matter, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** UTC milliseconds. */
  readonly receivedAt: number;
  /** Why nobody can read it at all, where that is so: it is kept out of the worker's way. */
  readonly malformed?: string;
}

/** A delivery as it is kept, on disk and in the inbox: under an id of its own, its body unreadable to a thief. */
export interface SealedDelivery {
  readonly id: string;
  readonly workspaceId: string;
  readonly connectionId: string;
  readonly body: Uint8Array;
  /** JSON text. */
  readonly headers: string;
  /** UTC milliseconds. */
  readonly receivedAt: number;
  readonly malformed?: string;
}

export const sealDelivery = (
  keys: MasterKey,
  { connection: { id, workspaceId }, body, headers, receivedAt, malformed }: Delivery,
): SealedDelivery => ({
  id: newId('dlv'),
  workspaceId,
  connectionId: id,
  body: keys.seal(workspaceId, body),
  headers: JSON.stringify(headers),
  receivedAt,
  ...(malformed === undefined ? {} : { malformed }),
});

const lengthBytes = 4;

/** A sealed delivery as one record of bytes: length of what is said about it, that as JSON, and the sealed body. */
export const writeDelivery = ({ body, ...rest }: SealedDelivery): Buffer => {
  const about = Buffer.from(JSON.stringify(rest));
  const length = Buffer.allocUnsafe(lengthBytes);
  length.writeUInt32LE(about.length);
  return Buffer.concat([length, about, body]);
};

/** Throws where the bytes are nothing that `writeDelivery` made. */
export const readDelivery = (record: Uint8Array): SealedDelivery => {
  const bytes = Buffer.from(record.buffer, record.byteOffset, record.byteLength);
  const bodyAt = lengthBytes + bytes.readUInt32LE();
  const about = JSON.parse(bytes.toString('utf8', lengthBytes, bodyAt)) as Omit<SealedDelivery, 'body'>;
  return { ...about, body: bytes.subarray(bodyAt) };
};

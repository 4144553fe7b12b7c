import { crc32 } from 'node:zlib';

/** One record of a spool file, and whose it is. */
export interface SpoolRecord {
  readonly body: Uint8Array;
  /** For counting only, such as a workspace's id; may be empty. */
  readonly owner: string;
}

/** What a file's bytes hold. */
export interface ReadRecords {
  /** In the order they were appended. */
  readonly records: readonly SpoolRecord[];
  /** Bytes between whole records that are none, in order: something has changed the file. */
  readonly damaged: readonly Uint8Array[];
  /** Bytes of a record at the end that was never finished, and so never acknowledged. */
  readonly tornBytes: number;
}

const ownerBytesMax = 255;
export const saltBytes = 8;
/** Salt, length of owner and body together, length of the owner, checksum. */
const headerBytes = saltBytes + 4 + 1 + 4;

/**
 * A record as it stands in a file: salt, lengths, CRC-32 of lengths, owner and body, then owner and body. The salt is
 * drawn for each file, so that nothing a sender writes into a body can pass for the beginning of a record.
 */
export const writeRecord = (salt: Uint8Array, { body, owner }: SpoolRecord): Buffer => {
  const ownerBytes = Buffer.from(owner);
  if (ownerBytes.length > ownerBytesMax) throw new RangeError(`an owner has at most ${ownerBytesMax} bytes`);
  const record = Buffer.allocUnsafe(headerBytes + ownerBytes.length + body.length);
  record.set(salt);
  record.writeUInt32LE(ownerBytes.length + body.length, saltBytes);
  record.writeUInt8(ownerBytes.length, saltBytes + 4);
  record.set(ownerBytes, headerBytes);
  record.set(body, headerBytes + ownerBytes.length);
  record.writeUInt32LE(checksum(record), saltBytes + 5);
  return record;
};

/** Reads whole records; where one is damaged, it goes on at the next place that begins with the salt. Never throws. */
export const readRecords = (salt: Uint8Array, bytes: Buffer): ReadRecords => {
  const records: SpoolRecord[] = [];
  const damaged: Uint8Array[] = [];
  let badFrom: number | undefined;
  let at = 0;
  while (at < bytes.length) {
    const end = endOfRecord(salt, bytes, at);
    if (end === undefined) {
      badFrom ??= at;
      const next = bytes.indexOf(salt, at + 1);
      at = next === -1 ? bytes.length : next;
      continue;
    }
    if (badFrom !== undefined) damaged.push(bytes.subarray(badFrom, at));
    badFrom = undefined;
    records.push(recordAt(bytes, at, end));
    at = end;
  }
  if (badFrom === undefined) return { records, damaged, tornBytes: 0 };
  if (isUnfinished(salt, bytes.subarray(badFrom))) return { records, damaged, tornBytes: bytes.length - badFrom };
  return { records, damaged: [...damaged, bytes.subarray(badFrom)], tornBytes: 0 };
};

/** Where the whole record that begins here ends; `undefined` where none does. */
const endOfRecord = (salt: Uint8Array, bytes: Buffer, at: number): number | undefined => {
  if (bytes.length - at < headerBytes || bytes.compare(salt, 0, saltBytes, at, at + saltBytes) !== 0) return undefined;
  const end = at + headerBytes + bytes.readUInt32LE(at + saltBytes);
  if (end > bytes.length) return undefined;
  const record = bytes.subarray(at, end);
  return record.readUInt32LE(saltBytes + 5) === checksum(record) ? end : undefined;
};

const recordAt = (bytes: Buffer, at: number, end: number): SpoolRecord => {
  const bodyAt = at + headerBytes + bytes.readUInt8(at + saltBytes + 4);
  return { owner: bytes.toString('utf8', at + headerBytes, bodyAt), body: bytes.subarray(bodyAt, end) };
};

/** The beginning of one record, and nothing else, that says it would go on behind the end. */
const isUnfinished = (salt: Uint8Array, rest: Buffer): boolean => {
  const known = Math.min(rest.length, saltBytes);
  if (rest.compare(salt, 0, known, 0, known) !== 0 || rest.indexOf(salt, 1) !== -1) return false;
  return rest.length < headerBytes || headerBytes + rest.readUInt32LE(saltBytes) > rest.length;
};

const checksum = (record: Buffer): number =>
  crc32(record.subarray(headerBytes), crc32(record.subarray(saltBytes, saltBytes + 5)));

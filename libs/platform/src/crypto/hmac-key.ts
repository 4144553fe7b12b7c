import { hash } from 'node:crypto';

const blockBytes = 64;
const innerPad = 0x36;
const outerPad = 0x5c;
const algorithm = 'sha256';

/**
 * HMAC-SHA256 (RFC 2104) under one key. Node's own makes an object for each message, which costs a redirect more than the
 * two digests do that it is made of.
 */
export class HmacKey {
  private readonly inner: Buffer;
  private readonly outer: Buffer;

  /** At most 64 bytes: a longer key would have to be digested first, and ours are never longer. */
  constructor(key: Uint8Array) {
    if (key.length > blockBytes) throw new RangeError(`a key has at most ${blockBytes} bytes`);
    const padded = Buffer.alloc(blockBytes);
    padded.set(key);
    this.inner = Buffer.from(padded.map((byte) => byte ^ innerPad));
    this.outer = Buffer.from(padded.map((byte) => byte ^ outerPad));
  }

  /** 32 bytes. */
  sign(content: string | Uint8Array): Buffer {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const innerDigest = hash(algorithm, Buffer.concat([this.inner, bytes]), 'buffer');
    return hash(algorithm, Buffer.concat([this.outer, innerDigest]), 'buffer');
  }
}

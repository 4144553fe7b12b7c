/** Crockford's base 32, in which ULIDs are written. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bitsPerCharacter = 5;
const bitsPerByte = 8;
const ulidLength = 26;

/** Bytes of a ULID. */
export const ulidBytes = 16;

/** What 26 characters hold more than 16 bytes: the first character stands for three bits, and is one of 0 to 7. */
const spareBits = ulidLength * bitsPerCharacter - ulidBytes * bitsPerByte;

const ulidPattern = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** By character code. */
const valueOf = new Uint8Array(128);
for (let value = 0; value < alphabet.length; value += 1) valueOf[alphabet.charCodeAt(value)] = value;

/** The 16 bytes of a ULID; undefined where the text is none. */
export const bytesOfUlid = (ulid: string): Uint8Array | undefined => {
  if (!ulidPattern.test(ulid)) return undefined;
  const bytes = new Uint8Array(ulidBytes);
  let bits = 0;
  let bitsHeld = -spareBits;
  let filled = 0;
  for (let at = 0; at < ulidLength; at += 1) {
    // What the bytes have taken is shifted out at the top: at most twelve bits are ever held.
    bits = ((bits << bitsPerCharacter) | (valueOf[ulid.charCodeAt(at)] ?? 0)) & 0xfff;
    bitsHeld += bitsPerCharacter;
    if (bitsHeld < bitsPerByte) continue;
    bitsHeld -= bitsPerByte;
    bytes[filled] = (bits >> bitsHeld) & 0xff;
    filled += 1;
  }
  return bytes;
};

/** The ULID of 16 bytes. */
export const ulidOfBytes = (bytes: Uint8Array): string => {
  let ulid = '';
  let bits = 0;
  let bitsHeld = spareBits;
  for (const byte of bytes) {
    bits = ((bits << bitsPerByte) | byte) & 0xfff;
    bitsHeld += bitsPerByte;
    while (bitsHeld >= bitsPerCharacter) {
      bitsHeld -= bitsPerCharacter;
      ulid += alphabet.charAt((bits >> bitsHeld) & 0x1f);
    }
  }
  return ulid;
};

/** Crockford's base 32, in which ULIDs are written. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bitsPerCharacter = 5n;
const bitsPerByte = 8n;
const ulidLength = 26;

/** Bytes of a ULID. */
export const ulidBytes = 16;

/** 26 characters hold two bits more than 16 bytes: the first is one of 0 to 7. */
const ulidPattern = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** The 16 bytes of a ULID; undefined where the text is none. */
export const bytesOfUlid = (ulid: string): Uint8Array | undefined => {
  if (!ulidPattern.test(ulid)) return undefined;
  let bits = 0n;
  for (const character of ulid) bits = (bits << bitsPerCharacter) | BigInt(alphabet.indexOf(character));
  const bytes = new Uint8Array(ulidBytes);
  for (let index = ulidBytes - 1; index >= 0; index -= 1) {
    bytes[index] = Number(bits & 0xffn);
    bits >>= bitsPerByte;
  }
  return bytes;
};

/** The ULID of 16 bytes. */
export const ulidOfBytes = (bytes: Uint8Array): string => {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << bitsPerByte) | BigInt(byte);
  let ulid = '';
  for (let count = 0; count < ulidLength; count += 1) {
    ulid = alphabet.charAt(Number(bits & 0x1fn)) + ulid;
    bits >>= bitsPerCharacter;
  }
  return ulid;
};

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const bytesPerGroup = 3;
const charactersPerGroup = 4;

/**
 * Base64url (RFC 4648) of whole groups of three bytes: no padding and no spare bits, so every text stands for other bytes
 * than every other text.
 */
export const toBase64url = (bytes: Uint8Array): string => {
  let text = '';
  for (let start = 0; start < bytes.length; start += bytesPerGroup) {
    const group = ((bytes[start] ?? 0) << 16) | ((bytes[start + 1] ?? 0) << 8) | (bytes[start + 2] ?? 0);
    for (let shift = 18; shift >= 0; shift -= 6) text += alphabet.charAt((group >> shift) & 0x3f);
  }
  return text;
};

/** The bytes of such a text; undefined where a character is none of base64url's or a group is incomplete. */
export const fromBase64url = (text: string): Uint8Array | undefined => {
  if (text.length % charactersPerGroup !== 0) return undefined;
  const bytes = new Uint8Array((text.length / charactersPerGroup) * bytesPerGroup);
  for (let index = 0; index < text.length; index += charactersPerGroup) {
    const values = [...text.slice(index, index + charactersPerGroup)].map((character) => alphabet.indexOf(character));
    if (values.length !== charactersPerGroup || values.includes(-1)) return undefined;
    const group = values.reduce((bits, value) => (bits << 6) | value, 0);
    bytes.set([group >> 16, (group >> 8) & 0xff, group & 0xff], (index / charactersPerGroup) * bytesPerGroup);
  }
  return bytes;
};

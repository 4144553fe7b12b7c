import { createHmac, timingSafeEqual } from 'node:crypto';

const sha256HexPattern = /^[0-9a-f]{64}$/i;

/**
 * Whether `signatureHex` is the HMAC-SHA256 of exactly these bytes under any of the secrets (two may be valid at once,
 * while they are rotated). Constant time; anything but 64 hex characters is refused; no secret means no match.
 */
export const signaturesMatch = (bytes: Uint8Array, signatureHex: string, secrets: readonly string[]): boolean => {
  if (!sha256HexPattern.test(signatureHex)) return false;
  const given = Buffer.from(signatureHex, 'hex');
  let matches = false;
  for (const secret of secrets) {
    if (secret === '') continue;
    matches = timingSafeEqual(createHmac('sha256', secret).update(bytes).digest(), given) || matches;
  }
  return matches;
};

const hubPrefix = 'sha256=';

/** The same for a header `X-Hub-Signature-256: sha256=<hex>`, as Meta sends it; without the header nothing matches. */
export const hubSignatureMatches = (
  bytes: Uint8Array,
  header: string | undefined,
  secrets: readonly string[],
): boolean => header?.startsWith(hubPrefix) === true && signaturesMatch(bytes, header.slice(hubPrefix.length), secrets);

import { createHash, randomBytes } from 'node:crypto';

const keyBytes = 32;

/** A new API key: `whk_` and 256 bits of chance. It is shown once; what is stored is its digest. */
export const newApiKeyText = (): string => `whk_${randomBytes(keyBytes).toString('base64url')}`;

/** SHA-256 of a key. Plain is enough: 256 bits of chance cannot be guessed from their digest. */
export const digestOfKey = (key: string): Buffer => createHash('sha256').update(key, 'utf8').digest();

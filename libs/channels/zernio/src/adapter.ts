import { signaturesMatch } from '@whence/platform/crypto';
import { translateDelivery } from './translate-delivery.js';

/** Instagram Direct, Messenger and WhatsApp through Zernio. */
export const zernioAdapter = {
  provider: 'zernio',

  /**
   * The same value comes under the new and the old name. A webhook without a secret is not signed at all, and custom
   * headers can overwrite the signature: without a match nothing is taken. Header names in lower case.
   */
  isAuthentic: (
    body: Uint8Array,
    headers: Readonly<Record<string, string | undefined>>,
    secrets: readonly string[],
  ): boolean => signaturesMatch(body, headers['x-zernio-signature'] ?? headers['x-late-signature'] ?? '', secrets),

  translate: translateDelivery,
} as const;

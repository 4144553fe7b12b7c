import { hubSignatureMatches } from '@whence/platform/crypto';
import { translateDelivery } from './translate-delivery.js';

/** WhatsApp, straight from Meta's Cloud API webhooks. */
export const whatsappCloudAdapter = {
  provider: 'whatsapp-cloud',

  /** Meta signs the bytes it sends, escapes and all: nothing may have touched them. Header names in lower case. */
  isAuthentic: (
    body: Uint8Array,
    headers: Readonly<Record<string, string | undefined>>,
    secrets: readonly string[],
  ): boolean => hubSignatureMatches(body, headers['x-hub-signature-256'], secrets),

  translate: translateDelivery,
} as const;

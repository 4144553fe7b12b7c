import { createHmac } from 'node:crypto';

import type { Request } from '../measuring/asker.js';
import type { Brand } from './brand.js';

/** What a person wrote who has never written before, as Meta delivers it; 1.4 kB, as real ones are. */
export interface Delivery {
  readonly person: string;
  readonly ref: string;
  readonly body: string;
}

const bodyBytes = 1_400;
/** ASCII throughout: a character is a byte. */
const filler = 'Hello, I have seen your new collection and would like to know more about it. ';
const firstPerson = 8_800_000_000_000_000;

/** Deliveries of as many people, who all came by one of the brand's links just now. */
export const writeDeliveries = (brand: Brand, count: number): readonly Delivery[] => {
  const at = Date.now();
  return Array.from({ length: count }, (_, place) => {
    const person = String(firstPerson + place);
    const ref = brand.links[place % brand.links.length]?.refCode ?? '';
    const bare = writeBody({ person, ref, at, brand, text: '' });
    const text = filler.repeat(Math.ceil(bodyBytes / filler.length)).slice(0, Math.max(0, bodyBytes - bare.length));
    return { person, ref, body: writeBody({ person, ref, at, brand, text }) };
  });
};

interface Said {
  readonly person: string;
  readonly ref: string;
  readonly at: number;
  readonly text: string;
  readonly brand: Brand;
}

const writeBody = ({ person, ref, at, text, brand }: Said): string =>
  JSON.stringify({
    object: 'instagram',
    entry: [
      {
        id: brand.platformId,
        time: at + 2,
        messaging: [
          {
            sender: { id: person },
            recipient: { id: brand.platformId },
            timestamp: at,
            message: { mid: `m-${person}`, text, referral: { ref, source: 'IGME-SOURCE-LINK', type: 'OPEN_THREAD' } },
          },
        ],
      },
    ],
  });

/** The signed webhook request that brings a delivery. */
export const requestOf = ({ body }: Delivery, { secret, webhookPath }: Brand): Request => ({
  method: 'POST',
  path: webhookPath,
  headers: {
    'content-type': 'application/json',
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  },
  body,
});

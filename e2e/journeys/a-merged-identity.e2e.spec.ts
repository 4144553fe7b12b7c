import { beforeAll, describe, expect, it } from '@jest/globals';

import { Brand, type Link, type Partner } from '../src/brand.js';
import { deliver } from '../src/deliveries/deliver.js';
import {
  whatsAppMessage,
  whatsAppNumberChanged,
  whatsAppUserIdChanged,
  type Shown,
} from '../src/deliveries/whatsapp-cloud.js';
import { conversationsOf, earnedBy, openingsOf, trialBalanceDifferences } from '../src/look.js';
import { aPerson, freshMessageId } from '../src/person.js';
import { reportSale } from '../src/reports.js';
import { settled } from '../src/settled.js';
import { theSystem } from '../src/the-system.js';

/** The same person under two names, and how WhatsApp tells of it. */
const renamings = [
  {
    what: 'phone number',
    renamed: whatsAppNumberChanged,
    names: () => [aPerson().phone, aPerson().phone] as const,
    shown: (phone: string): Shown => ({ phone }),
  },
  {
    what: 'user id while the number is hidden',
    renamed: whatsAppUserIdChanged,
    names: () => [aPerson().businessScopedUserId, aPerson().businessScopedUserId] as const,
    shown: (businessScopedUserId: string): Shown => ({ businessScopedUserId }),
  },
];

/** What WhatsApp tells after Anna's code was written under the old name. */
const orders = [
  ['before anything is written under the new one', ['the change', 'the message under the new name']],
  ['only after something was written under the new one', ['the message under the new name', 'the change']],
] as const;

describe.each(renamings)('a person who came by Anna’s code and has another $what', ({ renamed, names, shown }) => {
  const system = theSystem();
  const at = Date.now() - 60_000;
  let brand: Brand;
  let link: Link;
  let anna: Partner;

  beforeAll(async () => {
    brand = await Brand.on(system);
  });

  it.each(orders)('stays Anna’s when that is told %s', async (_, told) => {
    anna = await brand.partner('Anna');
    link = await brand.link(anna, 'whatsapp', { activeFrom: new Date(at - 60_000).toISOString() });
    const [from, to] = names();
    const tell = (payload: object) => deliver(brand.connections['whatsapp-cloud'], payload);
    const written = (name: string, text: string, when: number) =>
      tell(whatsAppMessage(brand.accounts.whatsapp, shown(name), { id: freshMessageId(), text, at: when }));

    await written(from, `oi! ${link.textCode}`, at);
    await settled(system);
    const [opened] = await conversationsOf(system, from);
    for (const piece of told) {
      if (piece === 'the change') await tell(renamed(brand.accounts.whatsapp, { from, to, at: at + 10_000 }));
      else await written(to, 'this is my new number', at + 20_000);
      await settled(system);
    }

    const conversations = [...(await conversationsOf(system, from)), ...(await conversationsOf(system, to))];
    expect(new Set(conversations.map(({ contactId }) => contactId))).toEqual(new Set([opened?.contactId]));
    for (const { attribution } of conversations) {
      expect(attribution).toMatchObject({ status: 'credited', matchType: 'text_code', partnerId: anna.id });
    }
    const openings = await openingsOf(system, { contactId: opened?.contactId ?? '' });
    expect(openings.filter(({ status }) => status === 'attributed')).toHaveLength(1);
    // The opening of a contact that was hers all along stays on record, and says why it counts for nobody.
    const others = openings.filter(({ status }) => status !== 'attributed').map(({ reason }) => reason);
    expect(others).toEqual(told[0] === 'the change' ? [] : ['joined-with-another-contact']);
    expect(await earnedBy(system, anna)).toBe('200');

    const channelIdentity = { channelAccountId: brand.accounts.whatsapp.id, participantId: to };
    const sale = await reportSale(system, { externalId: `order-${freshMessageId()}`, contact: { channelIdentity } });
    expect(sale).toMatchObject({ status: 'attributed', contactId: opened?.contactId });
    expect(sale.attribution).toMatchObject({ partnerId: anna.id, linkId: link.id });
    expect(await earnedBy(system, anna)).toBe('350');
    expect(new Set(await trialBalanceDifferences(system))).toEqual(new Set(['0']));
  });
});

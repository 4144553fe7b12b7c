import { beforeAll, describe, expect, it } from '@jest/globals';

import { Brand, type Partner } from '../src/brand.js';
import { deliver } from '../src/deliveries/deliver.js';
import { linkReferral } from '../src/deliveries/message.js';
import { metaMessage } from '../src/deliveries/meta-graph.js';
import { balancesOf, commissionsOf, funnelRow, theConversationOf, trialBalanceDifferences } from '../src/look.js';
import { aPerson, freshMessageId } from '../src/person.js';
import { settled } from '../src/settled.js';
import { theSystem } from '../src/the-system.js';

interface Refund {
  readonly id: string;
  readonly refundedToDate: { readonly amountMinor: string };
}

describe('a sale of 19.99 at 7.5 %, given back in three thirds', () => {
  const system = theSystem();
  const maria = aPerson();
  let anna: Partner;
  let order: string;

  beforeAll(async () => {
    const brand = await Brand.on(system);
    anna = await brand.partner('Anna');
    const link = await brand.link(anna, 'instagram');
    const message = { id: freshMessageId(), text: 'Hi!', at: Date.now(), referral: linkReferral(link.refCode) };
    await deliver(brand.connections['meta-graph'], metaMessage(brand.accounts.instagram, maria, message));
    await settled(system);
    const { id } = await theConversationOf(system, maria.igsid);
    order = `order-${id}`;
    await system.api.post('/v1/conversions', {
      type: 'sale',
      externalId: order,
      contact: { conversationId: id },
      amount: { amountMinor: '1999', currency: 'BRL' },
    });
    await settled(system);
  });

  const refund = (number: number, amountMinor?: string) =>
    system.api.ask<Refund & { readonly code?: string }>('POST', '/v1/refunds', {
      externalId: `${order}-${number}`,
      conversionExternalId: order,
      ...(amountMinor === undefined ? {} : { amount: { amountMinor, currency: 'BRL' } }),
    });

  const saleCommission = async () => {
    await settled(system);
    return (await commissionsOf(system, anna)).find(({ on }) => on === 'sale');
  };

  it('earned Anna 1.50', async () => {
    expect(await saleCommission()).toMatchObject({ amount: { amountMinor: '150' }, remaining: { amountMinor: '150' } });
  });

  it.each([
    { number: 1, amount: '666', toDate: '666', remaining: '100' },
    { number: 2, amount: '667', toDate: '1333', remaining: '50' },
    { number: 3, amount: undefined, toDate: '1999', remaining: '0' },
  ])('loses her 0.50 with third $number', async ({ number, amount, toDate, remaining }) => {
    expect(await refund(number, amount)).toMatchObject({
      status: 201,
      body: { refundedToDate: { amountMinor: toDate, currency: 'BRL' } },
    });
    expect(await saleCommission()).toMatchObject({ remaining: { amountMinor: remaining } });
  });

  it('changes nothing where a refund is told of again', async () => {
    expect((await refund(1, '666')).status).toBe(200);
    expect(await saleCommission()).toMatchObject({ remaining: { amountMinor: '0' } });
  });

  it.each([
    ['another amount under the same name', () => refund(1, '665'), [409, 'refund-conflict']],
    ['more than was paid', () => refund(4, '1'), [409, 'over-refund']],
  ] as const)('refuses %s', async (_, ask, refusal) => {
    const { status, body } = await ask();
    expect([status, body.code]).toEqual(refusal);
  });

  it('leaves Anna what the opening earned, the books in balance, and no revenue', async () => {
    const [balance] = await balancesOf(system, anna);
    expect(balance).toMatchObject({ currency: 'BRL', totalMinor: '200' });
    expect(new Set(await trialBalanceDifferences(system))).toEqual(new Set(['0']));
    expect(await funnelRow(system, 'partner', anna.id)).toMatchObject({
      sales: 1,
      money: [{ currency: 'BRL', revenueMinor: '0', commissionMinor: '200' }],
    });
  });
});

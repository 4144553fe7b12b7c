import { expect, it } from '@jest/globals';
import type { Conversion, Fingerprints } from '@whence/attribution-application';

import { theWorkspace } from './application-world.js';
import { meetOne, onInstagram, type Start } from './contract-suite-runner.js';
import { aMessage } from './signal.builder.js';
import { time } from './times.js';

const page = { asOf: time('11:00'), limit: 10 };

/** What stores must know of coupons: by `fingerprints` they tell a code from words that are not kept. */
export const describeCoupons = (start: Start, fingerprints: Fingerprints): void => {
  const fingerprint = fingerprints.coupon(theWorkspace, 'ANNA10');
  const aSignup = (changes: Partial<Conversion> = {}): Conversion => ({
    id: 'cvn_00000000000000000000000001',
    type: 'lead',
    externalId: 'signup-1',
    coupon: { code: 'anna10', fingerprint, touchpointId: 'tch_00000000000000000000000001' },
    occurredAt: time('10:00'),
    receivedAt: time('10:00'),
    attribution: { status: 'parked' },
    version: 0,
    isFinal: false,
    ...changes,
  });

  it('lead to the contacts who wrote one', async () => {
    const run = await start();
    const { contactId, conversationId } = await meetOne(run, onInstagram('1'));
    const copy = { ...aMessage(time('10:00')).typingCoupon({ fingerprint }).build(), conversationId };
    await run(({ signalCopies }) => signalCopies.add([{ contactId, copy }]));
    const naming = (...couponCodes: string[]) =>
      run(({ signalCopies }) => signalCopies.contactsNaming({ couponCodes }, page));
    expect(await naming('BEN20', 'ANNA10')).toEqual([contactId]);
    expect(await naming('BEN20')).toEqual([]);
    expect(await run(({ signalCopies }) => signalCopies.deciding([contactId], []))).toEqual([{ contactId, copy }]);
  });

  it('lead to the contacts who gave one with a conversion', async () => {
    const run = await start();
    const { contactId } = await meetOne(run, onInstagram('1'));
    await run(({ conversions }) => conversions.add(aSignup({ contactId }), {}, 'print'));
    const naming = (code: string) =>
      run(({ signalCopies }) => signalCopies.contactsNaming({ couponCodes: [code] }, page));
    expect(await naming('ANNA10')).toEqual([contactId]);
    expect(await naming('BEN20')).toEqual([]);
  });

  it('are kept with their conversions, of which some have none', async () => {
    const run = await start();
    const { contactId } = await meetOne(run, onInstagram('1'));
    const signup = aSignup({ contactId });
    const { coupon: _coupon, ...plain } = aSignup({
      contactId,
      id: 'cvn_00000000000000000000000002',
      externalId: 'order-1',
    });
    await run(({ conversions }) => conversions.add(signup, {}, 'a'));
    await run(({ conversions }) => conversions.add(plain, {}, 'b'));
    expect(await run(({ conversions }) => conversions.withCoupons([contactId]))).toEqual([signup]);
    await run(({ conversions }) => conversions.keep([{ ...signup, version: 1 }]));
    expect(await run(({ conversions }) => conversions.withCoupons([contactId]))).toEqual([{ ...signup, version: 1 }]);
    expect(await run(({ conversions }) => conversions.withCoupons([]))).toEqual([]);
  });
};

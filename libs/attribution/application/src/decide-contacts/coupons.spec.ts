import { describe, expect, it } from '@jest/globals';
import {
  aCoupon,
  aSignal,
  aWorldWith,
  instagramAccount,
  referralTo,
  theWorkspace,
  time,
  type CouponBuilder,
} from '@whence/attribution-testing';

const anna = aCoupon('ANNA');

const aWorld = (...coupons: readonly CouponBuilder[]) => {
  const { work, world } = aWorldWith();
  work.state.coupons.push(...coupons.map((coupon) => coupon.build()));
  return { work, world, standing: () => [...work.state.decisions.values()][0]?.at(-1) };
};

type TestWorld = ReturnType<typeof aWorld>;

const writing = (text: string) => ({
  signals: [aSignal({ at: time('10:00'), platformMessageId: 'mid.1', text })],
});
const byPerson = { channelIdentity: { channelAccountId: instagramAccount, participantId: '8800000000000021' } };
const signup = {
  workspaceId: theWorkspace,
  id: 'cvn_1',
  type: 'lead',
  externalId: 'signup-1',
  contact: byPerson,
  occurredAt: time('10:05'),
} as const;

const touchesOf = ({ work }: TestWorld) =>
  [...work.state.touchpoints.values()].flat().map(({ explained: { touch, verdicts } }) => ({
    coupon: touch.coupon?.code,
    refusals: verdicts.flatMap(({ reason }) => reason ?? []),
  }));

describe('a coupon in a message', () => {
  it('is found in the text, and credits its partner', async () => {
    const tested = aWorld(anna);
    await tested.world.deliver(writing('Hi! My code is anna10 :)'));
    expect(tested.standing()).toMatchObject({
      status: 'credited',
      matchType: 'coupon',
      credits: [{ partnerId: 'prt_ANNA' }],
    });
    expect(tested.work.state.announced).toContainEqual(expect.objectContaining({ kind: 'referral-seen' }));
  });

  it('is found among words of which none is kept', async () => {
    const tested = aWorld();
    await tested.world.deliver(writing('SECRET anna10'));
    expect(tested.work.state.copies[0]?.copy.references).toHaveLength(2);
    expect(JSON.stringify(tested.work.state.copies)).not.toMatch(/SECRET|anna10/i);
    expect(tested.standing()).toMatchObject({ status: 'organic' });
    expect([touchesOf(tested), tested.work.state.announced.map(({ kind }) => kind)]).toEqual([
      [],
      expect.not.arrayContaining(['referral-seen']),
    ]);
  });

  it('counts from when it was issued, also where it is registered after the message', async () => {
    const tested = aWorld();
    await tested.world.deliver(writing('my code is anna10'));
    tested.work.state.coupons.push(anna.issuedAt(time('09:00')).build());
    await tested.world.redecide.run(theWorkspace, { couponCodes: ['ANNA10'] });
    expect(tested.standing()).toMatchObject({
      version: 2,
      because: 'catalogue-changed',
      credits: [{ partnerId: 'prt_ANNA' }],
    });
  });

  it('is a word again where its start is moved behind the message', async () => {
    const tested = aWorld(anna);
    await tested.world.deliver(writing('my code is anna10'));
    tested.work.state.coupons.splice(0, 1, anna.issuedAt(time('11:00')).build());
    await tested.world.redecide.run(theWorkspace, { couponCodes: ['ANNA10'] });
    expect(tested.standing()).toMatchObject({ version: 2, status: 'organic' });
    expect(touchesOf(tested)).toEqual([]);
  });
});

describe('a coupon given with a conversion', () => {
  it('is told of with what refused it, and no channel is said to have told it', async () => {
    const tested = aWorld(anna);
    await tested.world.deliver(writing('hi'));
    const outcome = await tested.world.recordConversion.run({ ...signup, coupon: 'anna10' });
    expect(outcome).toMatchObject({
      kind: 'recorded',
      conversion: { coupon: { code: 'anna10' }, attribution: { status: 'unattributed', reason: 'organic' } },
    });
    expect(tested.standing()).toMatchObject({ status: 'organic', version: 1 });
    expect(touchesOf(tested)).toEqual([{ coupon: 'ANNA10', refusals: ['entered-after-the-opening'] }]);
    expect(tested.work.state.announced.map(({ kind }) => kind)).not.toContain('referral-seen');
  });

  it.each(['NOBODY10', 'not even a code', '2026'])('is taken where it is nobody’s: %s', async (coupon) => {
    const tested = aWorld(anna);
    await tested.world.deliver(writing('hi'));
    expect(await tested.world.recordConversion.run({ ...signup, coupon })).toMatchObject({ kind: 'recorded' });
    expect(touchesOf(tested)).toMatchObject([{ refusals: ['entered-after-the-opening', 'unknown-coupon'] }]);
  });

  it('is part of what was reported', async () => {
    const { world } = aWorld(anna);
    await world.recordConversion.run({ ...signup, coupon: 'ANNA10' });
    const again = (coupon: string) => world.recordConversion.run({ ...signup, coupon });
    expect(await again('ANNA10')).toMatchObject({ kind: 'already-recorded' });
    expect(await again('BEN20')).toMatchObject({ kind: 'conflicting-body' });
    expect(await world.recordConversion.run(signup)).toMatchObject({ kind: 'conflicting-body' });
  });

  it('counts for an opening that comes after it, whichever is known first', async () => {
    const before = { ...signup, occurredAt: time('09:00'), coupon: 'ANNA10' };
    for (const order of ['opening first', 'signup first']) {
      const tested = aWorld(anna);
      if (order === 'signup first') await tested.world.recordConversion.run(before);
      await tested.world.deliver(writing('hi'));
      if (order === 'opening first') await tested.world.recordConversion.run(before);
      expect(tested.standing()).toMatchObject({ status: 'credited', matchType: 'coupon' });
    }
  });

  it('earns on its own conversion where the model asks about each, also where it is registered later', async () => {
    const tested = aWorld();
    const { work, world } = tested;
    await world.changeSettings.run(theWorkspace, {
      model: 'last_touch',
      precedence: 'partner_over_ad',
      openingGraceMinutes: 15,
      finalizationHours: 192,
      existingThreads: 'credit',
      inference: 'off',
    });
    world.clock.set(time('12:01'));
    await world.deliver({ ...writing('hi'), receivedAt: time('12:01') });
    await world.recordConversion.run({ ...signup, coupon: 'ANNA10' });
    const told = () =>
      work.state.conversions.find(({ conversion }) => conversion.id === 'cvn_1')?.conversion.attribution;
    expect(told()).toMatchObject({ status: 'unattributed', reason: 'unknown-coupon' });
    work.state.coupons.push(anna.build());
    await world.redecide.run(theWorkspace, { couponCodes: ['ANNA10'] });
    expect(told()).toMatchObject({ status: 'attributed', credits: [{ partnerId: 'prt_ANNA' }] });
    expect(tested.standing()).toMatchObject({ status: 'organic' });
  });

  it('takes nothing from whoever was credited', async () => {
    const { work, world, standing } = aWorld(anna);
    const message = aSignal({ at: time('10:00'), platformMessageId: 'mid.1', referral: referralTo('NOBODY') });
    await world.deliver({ signals: [message] });
    await world.recordConversion.run({ ...signup, coupon: 'ANNA10' });
    expect(standing()).toMatchObject({ status: 'unattributed', reason: 'unknown-ref' });
    expect(work.state.decisions.size).toBe(1);
  });
});

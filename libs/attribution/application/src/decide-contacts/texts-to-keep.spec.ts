import { describe, expect, it } from '@jest/globals';
import {
  aLink,
  aSignal,
  aThreadOpening,
  aWorldWith,
  describeMessageTexts,
  InMemoryOutdatedTexts,
  InMemoryUnitOfWork,
  referralTo,
  time,
  type Delivery,
} from '@whence/attribution-testing';
import { makeTextCode } from '@whence/codes';

import { EraseMessageTexts } from '../erase-message-texts/erase-message-texts.js';

const textCode = makeTextCode(4_711);
const anna = { ...aLink('ANNA').keepingTexts(30).build(), textCode };
const ben = aLink('BEN').build();

const hi = aSignal({ at: time('10:00'), platformMessageId: 'mid.1', text: 'Hi, I come from Anna' });
const withRef = { ...hi, referral: referralTo('ANNA10') };
const passedOn = { ...hi, text: `take ${textCode}!` };

const keptOf = async (...deliveries: readonly Delivery[]) => {
  const { world, work } = aWorldWith(anna, ben);
  for (const delivery of deliveries) await world.deliver(delivery);
  return [...work.state.messageTexts.values()];
};
const textsOf = async (...deliveries: readonly Delivery[]) => (await keptOf(...deliveries)).map(({ text }) => text);

describe('message texts, in memory', () => {
  describeMessageTexts(() => {
    const unitOfWork = new InMemoryUnitOfWork();
    const { state } = unitOfWork;
    const kept = () =>
      Promise.resolve(
        [...state.messageTexts.values()].map(({ signalKey, text, keptUntil }) => ({ signalKey, text, keptUntil })),
      );
    return { unitOfWork, outdatedTexts: new InMemoryOutdatedTexts(state), kept };
  });
});

describe('the text of a message', () => {
  it('is kept where the message names a program that wants it, with its conversation, for so many days', async () => {
    expect(await keptOf({ signals: [withRef] })).toEqual([
      expect.objectContaining({ text: 'Hi, I come from Anna', isPlatforms: true, keptUntil: time('11:00', -30) }),
    ]);
    expect(await textsOf({ signals: [passedOn] })).toEqual([passedOn.text]);
  });

  it('is not kept where it names another program, none, or was written beside the message that does', async () => {
    expect(await keptOf({ signals: [hi] })).toEqual([]);
    expect(await keptOf({ signals: [{ ...hi, referral: referralTo('BEN10') }] })).toEqual([]);
    expect(await keptOf({ signals: [aThreadOpening(time('09:59'), 'ANNA10'), hi] })).toEqual([]);
    expect(await keptOf({ signals: [aSignal({ at: time('10:00'), referral: referralTo('ANNA10') })] })).toEqual([]);
    const second = aSignal({ at: time('10:05'), platformMessageId: 'mid.2', text: 'and my address is …' });
    expect(await textsOf({ signals: [withRef, second] })).toEqual([withRef.text]);
  });

  it('is the same whichever copy comes first, and whether together or apart', async () => {
    const zernios: Delivery = { through: 'zernio', signals: [{ ...hi, text: 'Hi, I come from  Anna' }] };
    const metas: Delivery = { signals: [withRef], receivedAt: time('11:00:09') };
    const [one, ...others] = await keptOf(zernios, metas);
    expect(one).toMatchObject({ text: withRef.text, keptUntil: time('11:00', -30) });
    expect(others).toEqual([]);
    expect(await keptOf(metas, zernios)).toEqual([one]);
    expect(await keptOf(metas, zernios, metas)).toEqual([one]);
  });

  it('is not kept where somebody else wrote it, whichever copy says so first', async () => {
    const zernios: Delivery = { through: 'zernio', signals: [passedOn] };
    const metas: Delivery = { signals: [{ ...passedOn, isForwarded: true }] };
    expect(await keptOf(zernios, metas)).toEqual([]);
    expect(await keptOf(metas, zernios)).toEqual([]);
  });

  it('does not come back with a delivery of old, once its time is over', async () => {
    const { world, work } = aWorldWith(anna);
    await world.deliver({ signals: [withRef] });
    const erase = new EraseMessageTexts(new InMemoryOutdatedTexts(work.state));
    const over = time('11:00', -30);
    expect(await erase.run({ now: over - 1 })).toEqual({ erased: 0, isFinished: true });
    expect(await erase.run({ now: over })).toEqual({ erased: 1, isFinished: true });
    world.clock.set(over);
    await world.deliver({ signals: [withRef] });
    await world.deliver({ through: 'zernio', signals: [withRef] });
    expect([...work.state.messageTexts.values()]).toEqual([]);
  });
});

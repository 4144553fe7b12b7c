import { describe, expect, it } from '@jest/globals';
import {
  aLink,
  ApplicationWorld,
  aSignal,
  aThreadOpening,
  InMemoryUnitOfWork,
  instagramAccount,
  referralTo,
  time,
  type Delivery,
} from '@whence/attribution-testing';
import { makeTextCode } from '@whence/codes';
import fc from 'fast-check';

const anna = aLink('ANNA');
const ben = aLink('BEN');

const aWorld = (): { readonly world: ApplicationWorld; readonly work: InMemoryUnitOfWork } => {
  const work = new InMemoryUnitOfWork();
  work.state.links.push(anna.build(), ben.build());
  work.state.accounts.push({
    id: instagramAccount,
    channel: 'instagram',
    handle: 'brand',
    externalId: '17841400000000501',
  });
  return { world: new ApplicationWorld(work), work };
};

const standingOf = (work: InMemoryUnitOfWork) => [...work.state.decisions.values()].map((versions) => versions.at(-1));

const plain = aSignal({ at: time('10:00'), platformMessageId: 'mid.1', text: 'Hi!' });
const whole = aSignal({ at: time('10:00'), platformMessageId: 'mid.1', text: 'Hi!', referral: referralTo('ANNA10') });

describe('recording signals', () => {
  it("credits by Meta's copy of a message that Zernio told without its ref", async () => {
    const { world, work } = aWorld();
    await world.deliver({ through: 'zernio', signals: [plain] });
    await world.deliver({ signals: [whole] });
    expect(standingOf(work)).toEqual([expect.objectContaining({ status: 'credited', version: 2 })]);
    expect(work.state.conversations).toHaveLength(1);
    expect(work.state.announced.map(({ kind }) => kind)).toEqual([
      'conversation-started',
      'attribution-decided',
      'conversion-recorded',
      'conversion-attributed',
      'referral-seen',
      'attribution-decided',
      'conversion-attributed',
    ]);
  });

  it('says nothing more when a delivery comes again', async () => {
    const { world, work } = aWorld();
    await world.deliver({ signals: [whole] });
    const announced = work.state.announced.length;
    await world.deliver({ signals: [whole], receivedAt: time('11:30') });
    expect(work.state.announced).toHaveLength(announced);
  });

  it('tells of a touch once more where a copy adds to it, and not where a copy only says less', async () => {
    const bare = aSignal({ at: time('10:00'), platformMessageId: 'mid.1', referral: referralTo('ANNA10') });
    const withAd = { ...bare, referral: { ...referralTo('ANNA10'), adId: '77' } };
    const told = async (...deliveries: readonly Delivery[]) => {
      const { world, work } = aWorld();
      for (const delivery of deliveries) await world.deliver(delivery);
      return work.state.announced.filter(({ kind }) => kind === 'referral-seen').length;
    };
    const zernios: Delivery = { through: 'zernio', signals: [bare] };
    expect(await told(zernios, { signals: [withAd] })).toBe(2);
    expect(await told({ signals: [withAd] }, zernios)).toBe(1);
  });

  it('keeps codes and no text', async () => {
    const { world, work } = aWorld();
    await world.deliver({ signals: [aSignal({ at: time('10:00'), text: 'my secret, 4111 1111' })] });
    expect(JSON.stringify(work.state.copies)).not.toContain('secret');
  });

  it("explains no code that turns out to be somebody else's words, whichever copy came first", async () => {
    const code = makeTextCode(4_711);
    const passedOn = aSignal({ at: time('10:00'), platformMessageId: 'mid.1', text: `take ${code}!` });
    const zernios: Delivery = { through: 'zernio', signals: [passedOn] };
    const metas: Delivery = { signals: [{ ...passedOn, isForwarded: true }] };
    for (const deliveries of [
      [zernios, metas],
      [metas, zernios],
    ]) {
      const { world, work } = aWorld();
      for (const delivery of deliveries) await world.deliver(delivery);
      expect(standingOf(work)).toEqual([expect.objectContaining({ status: 'organic' })]);
      expect([...work.state.touchpoints.values()].flat()).toEqual([]);
    }
  });

  it('keeps no id of a message: it may hold a phone number', async () => {
    const { world, work } = aWorld();
    await world.deliver({ signals: [aSignal({ at: time('10:00'), platformMessageId: 'wamid.15550002222' })] });
    expect(JSON.stringify([work.state.copies, work.state.announced])).not.toContain('15550002222');
  });

  it('gives equal touches to the same partner, whichever id the contact was given', async () => {
    const metBefore = async (people: number) => {
      const { world, work } = aWorld();
      for (let person = 1; person <= people; person += 1) {
        await world.deliver({ signals: [aSignal({ at: time('09:00'), by: `before ${person}` })] });
      }
      const ben = aSignal({ at: time('10:00'), platformMessageId: 'mid.1', referral: referralTo('BEN10') });
      await world.deliver({ signals: [aThreadOpening(time('10:00'), 'ANNA10'), ben] });
      return standingOf(work).at(-1)?.credits[0]?.partnerId;
    };
    const winners = await Promise.all(Array.from({ length: 12 }, (_, people) => metBefore(people)));
    expect(new Set(winners).size).toBe(1);
  });

  it('lets an organic opening stand when a link is followed later', async () => {
    const { world, work } = aWorld();
    await world.deliver({ signals: [plain] });
    await world.deliver({ signals: [aThreadOpening(time('10:40'), 'ANNA10')] });
    expect(standingOf(work)).toEqual([expect.objectContaining({ status: 'organic', version: 1 })]);
  });
});

const aDelivery: fc.Arbitrary<Delivery> = fc
  .record({
    minute: fc.integer({ min: 0, max: 40 }),
    by: fc.constantFrom('1', '2'),
    messageId: fc.constantFrom('a', 'b', 'c'),
    ref: fc.constantFrom('ANNA10', 'BEN10', 'NOBODY', undefined),
    through: fc.constantFrom('zernio' as const, 'meta-graph' as const),
    isThreadOpening: fc.boolean(),
  })
  .map(({ minute, by, messageId, ref, through, isThreadOpening }) => {
    const at = time('10:00') + minute * 60_000;
    if (isThreadOpening) return { through, signals: [aThreadOpening(at, ref ?? 'ANNA10', by)] };
    const referral = ref === undefined ? {} : { referral: referralTo(ref) };
    return { through, signals: [aSignal({ at, by, platformMessageId: `${by}${messageId}`, ...referral })] };
  });

/** What is known in the end, without the ids that were drawn and the versions it took. */
const endState = async (deliveries: readonly Delivery[]): Promise<unknown> => {
  const { world, work } = aWorld();
  for (const delivery of deliveries) await world.deliver(delivery);
  return work.state.identities
    .map(({ contactId, identity }) => {
      const standing = work.state.decisions.get(contactId)?.at(-1);
      const { version: _v, because: _b, conversationId: _c, ...answer } = standing ?? { version: 0 };
      const verdicts = work.state.touchpoints.get(contactId)?.map(({ explained }) => explained.verdicts);
      return {
        person: identity.value,
        answer,
        verdicts: JSON.stringify(verdicts?.map((of) => JSON.stringify(of)).sort()),
      };
    })
    .sort((one, other) => (one.person < other.person ? -1 : 1));
};

describe('the order and number of deliveries', () => {
  it('makes no difference to what is known in the end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(aDelivery, { minLength: 1, maxLength: 7 })
          .chain((all) =>
            fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
          ),
        async ([inOrder, shuffledTwice]) => {
          expect(await endState(shuffledTwice)).toEqual(await endState(inOrder));
        },
      ),
      { numRuns: 300 },
    );
  });
});

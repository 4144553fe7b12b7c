import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Announcement } from '../ports/announcements.js';
import {
  aLink,
  aSignal,
  aWorldWith,
  describeAwaitedFinality,
  InMemoryAwaitedFinality,
  InMemoryUnitOfWork,
  referralTo,
  theWorkspace,
  time,
} from '@whence/attribution-testing';
import fc from 'fast-check';

import { contactsTogetherMax, FinalizeAttributions } from './finalize-attributions.js';

const anna = aLink('ANNA');
const opened = time('10:00');
const finalAt = opened + 192 * 3_600_000;
const plain = aSignal({ at: opened, platformMessageId: 'mid.1' });
const whole = { ...plain, referral: referralTo(anna.refCode) };

type World = ReturnType<typeof aWorldWith>;
let given: World;

beforeEach(() => {
  given = aWorldWith(anna.build());
});

const finalizingIn = ({ work }: World) =>
  new FinalizeAttributions(work, new InMemoryAwaitedFinality(work.state, theWorkspace));
const itIs = (now: number, place = given) => finalizingIn(place).run({ now });
const told = (signals: readonly (typeof plain)[], receivedAt = opened) => given.world.deliver({ signals, receivedAt });
const conversationIn = ({ work }: World) => work.state.conversations[0]!.id;
const overridden = async (now: number, place = given) => {
  place.world.clock.set(now);
  const target = { kind: 'organic' } as const;
  const conversationId = conversationIn(place);
  await place.world.override.run({ workspaceId: theWorkspace, conversationId, target, reason: 'a test of ours' });
};

const isFinalized = (
  announcement: Announcement,
): announcement is Extract<Announcement, { kind: 'attribution-finalized' }> =>
  announcement.kind === 'attribution-finalized';
const finalizedIn = ({ work }: World) =>
  work.state.announced.filter(isFinalized).map(({ attribution: { version, status } }) => ({ version, status }));

describe('the contacts that are awaited, in memory', () => {
  describeAwaitedFinality(() => {
    const unitOfWork = new InMemoryUnitOfWork();
    return { unitOfWork, awaitedFinality: new InMemoryAwaitedFinality(unitOfWork.state, theWorkspace) };
  });
});

describe('when the time for late evidence is over', () => {
  it('is told that very moment, and not before, with the whole attribution', async () => {
    await told([whole]);
    expect(await itIs(finalAt - 1)).toEqual({ finalized: 0, isFinished: true });
    expect(await itIs(finalAt)).toEqual({ finalized: 1, isFinished: false });
    const [contact] = given.work.state.contacts;
    const standing = given.work.state.decisions.get(contact!.id)?.at(-1);
    expect(given.work.state.announced.at(-1)).toEqual({
      kind: 'attribution-finalized',
      contactId: contact?.id,
      conversation: expect.objectContaining({ id: conversationIn(given) }),
      attribution: standing,
    });
  });

  it('is told once, however often the clock is looked at', async () => {
    await told([whole]);
    for (const later of [0, 0, 1]) await itIs(finalAt + later);
    expect(finalizedIn(given)).toEqual([{ version: 1, status: 'credited' }]);
  });

  it('tells what stands by then', async () => {
    await told([plain]);
    await told([whole]);
    await itIs(finalAt);
    expect(finalizedIn(given)).toEqual([{ version: 2, status: 'credited' }]);
  });

  it('goes by the time of the newest decision, when an earlier message has moved it', async () => {
    await told([plain]);
    await told([aSignal({ at: opened - 3_600_000, platformMessageId: 'mid.0' })]);
    await itIs(finalAt - 3_600_000);
    expect(finalizedIn(given)).toEqual([{ version: 2, status: 'organic' }]);
  });

  it('tells of nobody who has not written', async () => {
    await itIs(finalAt);
    expect(finalizedIn(given)).toEqual([]);
  });

  it('goes on where there are more than are looked at together', async () => {
    const people = Array.from({ length: contactsTogetherMax + 1 }, (_, number) => `88${number}`);
    await told(people.map((by) => aSignal({ at: opened, by, platformMessageId: `mid.${by}` })));
    expect(await itIs(finalAt)).toEqual({ finalized: contactsTogetherMax, isFinished: false });
    expect(await itIs(finalAt)).toEqual({ finalized: 1, isFinished: false });
    expect(await itIs(finalAt)).toEqual({ finalized: 0, isFinished: true });
  });
});

describe("a person's word", () => {
  it('given before is what becomes final', async () => {
    await told([whole]);
    await overridden(finalAt - 1);
    await itIs(finalAt);
    expect(finalizedIn(given)).toEqual([{ version: 2, status: 'organic' }]);
  });

  it('given after supersedes what is final, and is not told as final again', async () => {
    await told([whole]);
    await itIs(finalAt);
    await overridden(finalAt + 1);
    await itIs(finalAt + 2);
    expect(finalizedIn(given)).toEqual([{ version: 1, status: 'credited' }]);
    expect(given.work.state.announced.findLast(({ kind }) => kind === 'attribution-decided')).toMatchObject({
      supersedes: 1,
      attribution: { status: 'organic', version: 2, finalAt },
    });
  });
});

describe('when one contact cannot become final', () => {
  it('keeps no other from it, and says so', async () => {
    await told([whole, aSignal({ at: opened, by: '88', platformMessageId: 'mid.2' })]);
    given.work.state.awaitedFinality.set('ctc_NOBODY', opened);
    await expect(itIs(finalAt)).rejects.toThrow(AggregateError);
    expect(finalizedIn(given)).toHaveLength(2);
  });
});

describe('whatever is told, said and looked at, in whatever order', () => {
  const happened = fc.array(fc.constantFrom('plain', 'whole', 'earlier', 'override', 'revoke', 'look'), {
    maxLength: 12,
  });
  const minutes = fc.integer({ min: -30, max: 30 });

  it('each contact who wrote becomes final once', async () => {
    await fc.assert(
      fc.asyncProperty(happened, fc.array(minutes, { minLength: 12, maxLength: 12 }), async (steps, offsets) => {
        const place = aWorldWith(anna.build());
        const inOrder = [...offsets].sort((one, other) => one - other);
        for (const [number, step] of steps.entries()) {
          const now = finalAt + (inOrder[number] ?? 0) * 60_000;
          place.world.clock.set(now);
          if (step === 'look') await itIs(now, place);
          else if (step === 'override') await (place.work.state.conversations.length > 0 && overridden(now, place));
          else if (step === 'revoke')
            await (place.work.state.conversations.length > 0 &&
              place.world.override.revoke(theWorkspace, conversationIn(place)));
          else {
            const early = aSignal({ at: opened - 3_600_000, platformMessageId: 'mid.0' });
            await place.world.deliver({ signals: [{ plain, whole, earlier: early }[step]], receivedAt: now });
          }
        }
        await itIs(finalAt + 20 * 24 * 3_600_000, place);
        expect(finalizedIn(place)).toHaveLength(place.work.state.contacts.length);
      }),
      { numRuns: 500 },
    );
  });
});

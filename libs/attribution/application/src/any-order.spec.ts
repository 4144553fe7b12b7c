import { describe, expect, it } from '@jest/globals';
import {
  aLink,
  ApplicationWorld,
  aSignal,
  aThreadOpening,
  InMemoryUnitOfWork,
  instagramAccount,
  referralTo,
  theWorkspace,
  time,
} from '@whence/attribution-testing';
import fc from 'fast-check';

const minute = 60_000;
const links = [aLink('ANNA'), aLink('BEN')];

interface Given {
  readonly work: InMemoryUnitOfWork;
  readonly world: ApplicationWorld;
}

/** Something that happens, once or more often, at whatever time. */
interface Happening {
  readonly name: string;
  readonly takesPlaceIn: (given: Given) => Promise<unknown>;
}

const aDelivery: fc.Arbitrary<Happening> = fc
  .record({
    minutes: fc.integer({ min: 0, max: 40 }),
    by: fc.constantFrom('1', '2'),
    messageId: fc.constantFrom('a', 'b', 'c', undefined),
    ref: fc.constantFrom('ANNA10', 'BEN10', 'NOBODY', undefined),
    isForwarded: fc.boolean(),
    isReadable: fc.boolean(),
    through: fc.constantFrom('zernio' as const, 'meta-graph' as const),
    isThreadOpening: fc.boolean(),
    receivedAt: fc.integer({ min: 0, max: 30 }).map((minutes) => time('11:00') + minutes * minute),
  })
  .map(({ minutes, by, messageId, ref, through, isThreadOpening, receivedAt, ...told }) => {
    const at = time('10:00') + minutes * minute;
    const referral = ref === undefined ? {} : { referral: referralTo(ref) };
    const id = messageId === undefined ? {} : { platformMessageId: `${by}${messageId}` };
    const signal = isThreadOpening
      ? aThreadOpening(at, ref ?? 'ANNA10', by)
      : aSignal({ at, by, ...id, ...referral, ...told });
    return {
      name: `${signal.kind} ${by}`,
      takesPlaceIn: ({ world }) => world.deliver({ through, receivedAt, signals: [signal] }),
    };
  });

const aConversion: fc.Arbitrary<Happening> = fc
  .record({
    number: fc.integer({ min: 1, max: 3 }),
    by: fc.constantFrom('1', '2'),
    naming: fc.constantFrom('identity', 'user', 'both'),
  })
  .map(({ number, by, naming }) => {
    const channelIdentity = { channelAccountId: instagramAccount, participantId: by };
    const contact = {
      ...(naming === 'user' ? {} : { channelIdentity }),
      ...(naming === 'identity' ? {} : { externalUserId: `user-${by}` }),
    };
    const externalId = `${by} ${naming} ${number}`;
    const occurredAt = time('10:00') + number * 10 * minute;
    const report = {
      workspaceId: theWorkspace,
      id: `cvn_${externalId}`,
      type: 'lead',
      externalId,
      contact,
      occurredAt,
    } as const;
    return { name: `conversion ${externalId}`, takesPlaceIn: ({ world }) => world.recordConversion.run(report) };
  });

const aRegistration: fc.Arbitrary<Happening> = fc.constantFrom(...links).map((link) => ({
  name: `link ${link.name}`,
  takesPlaceIn: async ({ work, world }) => {
    if (!work.state.links.some(({ id }) => id === link.id)) work.state.links.push(link.build());
    await world.redecide.run(theWorkspace, { refCodes: [link.refCode], linkIds: [link.id] });
  },
}));

const happenings = fc.array(
  fc.oneof({ weight: 4, arbitrary: aDelivery }, { weight: 2, arbitrary: aConversion }, aRegistration),
  {
    minLength: 2,
    maxLength: 9,
  },
);

/** What is known in the end, without drawn ids, versions and the times at which it was decided. */
const inTheEnd = async (all: readonly Happening[]): Promise<unknown> => {
  const work = new InMemoryUnitOfWork();
  work.state.accounts.push({ id: instagramAccount, handle: 'brand' });
  const given = { work, world: new ApplicationWorld(work) };
  for (const happening of all) await happening.takesPlaceIn(given);
  const personOf = (contactId: string | undefined) =>
    work.state.identities.find((kept) => kept.contactId === contactId)?.identity.value;
  const people = [...work.state.decisions].map(([contactId, versions]) => {
    const { status, reason, matchType, credits, openedAt, finalAt, flags } = versions.at(-1)!;
    const touchpoints = (work.state.touchpoints.get(contactId) ?? []).map(({ explained }) => JSON.stringify(explained));
    return {
      person: personOf(contactId),
      status,
      reason,
      matchType,
      credits,
      openedAt,
      finalAt,
      flags,
      touchpoints: touchpoints.map((text) => text.replaceAll(/c(?:nv|tc)_\d+/g, '')).sort(),
    };
  });
  const conversions = work.state.conversions.map(({ conversion }) => {
    const { externalId, type, contactId, occurredAt, attribution, finalAt } = conversion;
    return { externalId, type, person: personOf(contactId), occurredAt, attribution, finalAt };
  });
  const byText = (one: unknown, other: unknown) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
  return { people: people.sort(byText), conversions: conversions.sort(byText) };
};

describe('deliveries, conversions and changes of the catalogue', () => {
  it('end in the same state in whatever order and number they come', async () => {
    await fc.assert(
      fc.asyncProperty(
        happenings.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
        ),
        async ([inOrder, shuffledTwice]) => {
          expect(await inTheEnd(shuffledTwice)).toEqual(await inTheEnd(inOrder));
        },
      ),
      { numRuns: 400 },
    );
  });
});

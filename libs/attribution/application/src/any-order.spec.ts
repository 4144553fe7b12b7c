import { describe, expect, it } from '@jest/globals';
import {
  ApplicationWorld,
  happenings,
  InMemoryUnitOfWork,
  instagramAccount,
  recordedTogether,
  type Happening,
} from '@whence/attribution-testing';
import fc from 'fast-check';

/** What is known in the end, without drawn ids, versions and the times at which it was decided. */
const inTheEnd = async (all: readonly Happening[]): Promise<unknown> => {
  const work = new InMemoryUnitOfWork();
  work.state.accounts.push({ id: instagramAccount, channel: 'instagram', handle: 'brand' });
  const place = { world: new ApplicationWorld(work), links: work.state.links };
  for (const happening of all) await happening.takesPlaceIn(place);
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

  it('end in the same state however many deliveries are recorded together', async () => {
    await fc.assert(
      fc.asyncProperty(happenings, async (all) => {
        const twice = [...all, ...all];
        expect(await inTheEnd(recordedTogether(twice))).toEqual(await inTheEnd(all));
      }),
      { numRuns: 400 },
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import {
  aLink,
  aWorldWith,
  onWhatsAppBy,
  referralTo,
  theWorkspace,
  time,
  whatsAppAccount,
} from '@whence/attribution-testing';
import { onlyKnown, type ConversationSignal } from '@whence/signals';
import fc from 'fast-check';

const links = [aLink('ANNA'), aLink('BEN')];
const minute = 60_000;
const phone = { kind: 'waId', value: '15550002222' } as const;
const newPhone = { kind: 'waId', value: '15550003333' } as const;
const hidden = { kind: 'bsuid', value: 'US.9001' } as const;

const aMessage = fc
  .record({
    at: fc.integer({ min: 0, max: 30 }).map((minutes) => time('10:00') + minutes * minute),
    participant: fc.constantFrom([phone] as const, [hidden] as const, [phone, hidden] as const, [newPhone] as const),
    ref: fc.constantFrom('ANNA10', 'BEN10', undefined),
  })
  .map(({ at, participant, ref }): ConversationSignal =>
    onWhatsAppBy(participant, {
      at,
      platformMessageId: `wamid.${at}.${participant.length}${participant[0].value}`,
      ...onlyKnown({ referral: ref === undefined ? undefined : referralTo(ref) }),
    }),
  );

const aChange: ConversationSignal = {
  kind: 'identity-changed',
  channel: 'whatsapp',
  account: { kind: 'phoneNumberId', value: '402000000000002' },
  participant: [newPhone],
  previous: [phone],
  occurredAt: { at: time('10:15'), precisionMs: 1000, clock: 'platform' },
  platformMessageId: 'wamid.S1',
};

const aSale = (participantId: string, name: string) => ({
  workspaceId: theWorkspace,
  id: `cvn_${name}` as const,
  type: 'sale' as const,
  externalId: name,
  contact: { channelIdentity: { channelAccountId: whatsAppAccount, participantId } },
  occurredAt: time('10:40'),
});

type Happening = ConversationSignal | ReturnType<typeof aSale>;

/** Whoever there is in the end, by every id, with the answer and the conversions; what was thought on the way is left out. */
const inTheEnd = async (happenings: readonly Happening[]): Promise<unknown> => {
  const { work, world } = aWorldWith(...links.map((link) => link.build()));
  for (const happening of happenings) {
    if ('kind' in happening) await world.deliver({ through: 'whatsapp-cloud', signals: [happening] });
    else await world.recordConversion.run(happening);
  }
  const { contacts, identities, decisions, touchpoints, conversions } = work.state;
  return contacts
    .filter(({ joinedInto }) => joinedInto === undefined)
    .map(({ id }) => {
      const { status, reason, matchType, credits, openedAt, finalAt } = decisions.get(id)?.at(-1) ?? {};
      return {
        names: identities
          .filter(({ contactId }) => contactId === id)
          .map(({ identity }) => identity.value)
          .sort(),
        answer: { status, reason, matchType, credits, openedAt, finalAt },
        touchpoints: (touchpoints.get(id) ?? [])
          .map(({ explained: { touch, verdicts } }) => JSON.stringify([touch.id, verdicts]))
          .sort(),
        sales: conversions
          .filter(({ conversion }) => conversion.contactId === id && conversion.type === 'sale')
          .map(({ conversion: { externalId, attribution } }) => JSON.stringify([externalId, attribution]))
          .sort(),
      };
    })
    .sort((one, other) => (one.names.join() < other.names.join() ? -1 : 1));
};

describe('the ids of a person, before anything is final', () => {
  it('are one contact with one answer in the end, in whatever order and number they are seen', async () => {
    const aHappening = fc.oneof(
      { weight: 5, arbitrary: aMessage },
      fc.constant(aChange),
      fc.constantFrom(aSale(phone.value, 'order-1'), aSale(hidden.value, 'order-2')),
    );
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(aHappening, { minLength: 2, maxLength: 8 })
          .chain((all) =>
            fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
          ),
        async ([inOrder, shuffledTwice]) => {
          expect(await inTheEnd(shuffledTwice)).toEqual(await inTheEnd(inOrder));
        },
      ),
      { numRuns: 500 },
    );
  });
});

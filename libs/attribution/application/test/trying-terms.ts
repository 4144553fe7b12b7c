import type { AttributionSettings, Instant } from '@whence/attribution-domain';
import {
  aLink,
  aSignal,
  aThreadOpening,
  aWorldWith,
  instagramAccount,
  referralTo,
  theWorkspace,
  time,
  type LinkBuilder,
} from '@whence/attribution-testing';

import {
  RedecideUnderOtherTerms,
  type CreditTally,
  type EffectCounts,
  type OtherProgramTerms,
  type OtherTerms,
  type Redecision,
  type TermsDifference,
} from '../src/index.js';

export const anna = aLink('ANNA').onAccount(instagramAccount);
export const ben = aLink('BEN').onAccount(instagramAccount);
/** By then everything that happens on the test's day is final. */
export const isFinal = time('12:00', -60);
export const whole = 1_000_000;

export type Given = ReturnType<typeof aWorldWith>;

export const aBrand = (): Given => aWorldWith(anna.build(), ben.build());

export const wrote = ({ world }: Given, link?: LinkBuilder, by = '1'): Promise<void> => {
  const referral = link === undefined ? {} : { referral: referralTo(link.refCode) };
  return world.deliver({
    signals: [aSignal({ at: time('10:00'), by, platformMessageId: `mid.${by}`, ...referral })],
  });
};

/** Opened the thread through the link, and wrote nothing. */
export const cameBy = ({ world }: Given, link: LinkBuilder, at: Instant): Promise<void> =>
  world.deliver({ receivedAt: at + 1_000, signals: [aThreadOpening(at, link.refCode, '1')] });

export const bought = async ({ world }: Given, by = '1', occurredAt = time('11:30')): Promise<void> => {
  const contact = { channelIdentity: { channelAccountId: instagramAccount, participantId: by } };
  const sale = { type: 'sale', id: `cvn_${by}`, externalId: `order-${by}`, occurredAt } as const;
  const amount = { amountMinor: 1999n, currency: 'BRL' };
  await world.recordConversion.run({ workspaceId: theWorkspace, contact, amount, ...sale });
};

export const settings = (changes: Partial<AttributionSettings>): OtherTerms => ({
  settings: changes,
  programs: new Map(),
});

export const program = (link: LinkBuilder, changes: OtherProgramTerms): OtherTerms => ({
  settings: {},
  programs: new Map([[link.programId, changes]]),
});

export const redecide = async (
  { work, world }: Given,
  terms: OtherTerms,
): Promise<{ readonly told: readonly TermsDifference[]; readonly sum: Redecision }> => {
  const told: TermsDifference[] = [];
  const run = new RedecideUnderOtherTerms(work, world.clock);
  return { sum: await run.run(theWorkspace, terms, (difference) => told.push(difference)), told };
};

/** All the credit of one conversion, as differences have it. */
export const creditOf = ({ name, id, partnerId, programId }: LinkBuilder): string =>
  `${id} ${partnerId} ${programId} v1 cmp_${name} ${whole}`;

export const credits = (now: number, then = now, hadNothingBeenFinal = then): CreditTally => ({
  now,
  then,
  hadNothingBeenFinal,
});

export const effects = (counts: Partial<EffectCounts>): EffectCounts => ({
  ...{ same: 0, 'would-change': 0, 'stays-final': 0, incomparable: 0 },
  ...counts,
});

import { nameOf, type Earned } from '../commission/commission.js';
import { inOrderOfOccurrence, termsNamedBy, type AttributedConversion } from '../conversion/attributed-conversion.js';
import type { ConversionId } from '../ids.js';
import { refundReversalsOf } from '../commission/reverse-on-refund.js';
import { money } from '../money/money.js';
import { split } from '../money/split.js';
import { sameTerms, type ProgramTerms } from '../program/program-terms.js';
import { rewardFor, type Reward } from '../program/reward.js';
import type { Refund } from '../refund.js';
import { dayMs, type Instant } from '../time.js';
import type { ContactHistory, Earning, EarningRule } from './earning-rule.js';
import { openingAndLeadPayOncePerContact } from './opening-and-lead-pay-once-per-contact.rule.js';
import { saleIsInsideLimit } from './sale-is-inside-limit.rule.js';

const earningRules: readonly EarningRule[] = [openingAndLeadPayOncePerContact, saleIsInsideLimit];

/** What a contact's conversions earn, and which of them wait because terms they name are not known yet. */
export interface ContactEarnings {
  readonly earned: readonly Earned[];
  readonly waiting: readonly ConversionId[];
}

/**
 * What all conversions of one contact earn. The set alone decides: conversions use up what is paid once, or so often, in
 * the order in which they occurred, in whatever order they arrived.
 */
export const earningsOfContact = (
  conversions: readonly AttributedConversion[],
  known: readonly ProgramTerms[],
  refunds: readonly Refund[] = [],
): ContactEarnings => {
  const openedAt = openedAtIn(conversions);
  const earned: Earned[] = [];
  const waiting: ConversionId[] = [];
  const earnings: Earning[] = [];
  for (const conversion of [...conversions].sort(inOrderOfOccurrence)) {
    const terms = termsOf(conversion, known);
    if (terms === undefined) {
      waiting.push(conversion.id);
    } else {
      const commissions = commissionsFor(conversion, terms, { openedAt, earnings });
      earned.push(...lessRefunds(commissions, conversion, refunds));
      // Before refunds: a sale that was given back has used the limit up all the same.
      earnings.push(...earningsOn(conversion, commissions));
    }
  }
  return { earned, waiting };
};

const lessRefunds = (
  commissions: readonly Earned[],
  conversion: AttributedConversion,
  refunds: readonly Refund[],
): readonly Earned[] => {
  const own = refunds.filter(({ conversionId }) => conversionId === conversion.id);
  return commissions.map((earned) => ({ ...earned, refundReversals: refundReversalsOf(earned, conversion, own) }));
};

/** What one conversion earns under the terms it names, before refunds: a commission for each credit and reward that pays. */
export const commissionsFor = (
  conversion: AttributedConversion,
  terms: readonly ProgramTerms[],
  history: ContactHistory,
): readonly Earned[] => {
  const mayPay = (each: ProgramTerms): boolean =>
    earningRules.every((rule) => rule({ conversion, terms: each, history }).kind === 'allowed');
  const earned = terms
    .filter(mayPay)
    .flatMap((each) => each.rewards.flatMap((reward) => sharesOf(reward, conversion, each)));
  return joinedByName(earned);
};

const sharesOf = (reward: Reward, conversion: AttributedConversion, terms: ProgramTerms): readonly Earned[] => {
  const total = reward.on === conversion.type ? rewardFor(reward, conversion, terms) : undefined;
  if (total === undefined) return [];
  const amounts = split(
    total,
    conversion.credits.map((credit) => credit.shareMillionths),
  );
  return conversion.credits.flatMap(({ earner, linkId, campaignId, adId }, index) => {
    const amount = amounts[index];
    if (amount === undefined || amount.amountMinor === 0n) return [];
    if (earner === undefined || !sameTerms(earner, terms)) return [];
    const named = { ...earner, rewardKind: reward.kind, linkId, campaignId, adId };
    return [{ ...named, ...factsOf(conversion), amount, refundReversals: [], dueAt: dueAtOf(conversion, terms) }];
  });
};

const factsOf = ({ id, version, type, occurredAt, channel }: AttributedConversion) => ({
  conversionId: id,
  conversionVersion: version,
  on: type,
  occurredAt,
  channel,
});

/** Nothing falls due on a decision that may still change. */
const dueAtOf = (conversion: AttributedConversion, terms: ProgramTerms): Instant =>
  Math.max(conversion.occurredAt + terms.holdDays * dayMs, conversion.finalAt);

/** One partner may hold several shares by one link; that is one commission. */
const joinedByName = (earned: readonly Earned[]): readonly Earned[] => {
  const byName = new Map<string, Earned>();
  for (const each of earned) {
    const before = byName.get(nameOf(each));
    const amountMinor = each.amount.amountMinor + (before?.amount.amountMinor ?? 0n);
    byName.set(nameOf(each), { ...each, amount: money(amountMinor, each.amount.currency) });
  }
  return [...byName.values()];
};

/** However many share it, a conversion uses a limit of a program up once. */
const earningsOn = ({ type }: AttributedConversion, commissions: readonly Earned[]): readonly Earning[] =>
  [...new Set(commissions.map(({ programId }) => programId))].map((programId) => ({ programId, type }));

const openedAtIn = (conversions: readonly AttributedConversion[]): Instant | undefined => {
  const times = conversions.filter(({ type }) => type === 'opening').map(({ occurredAt }) => occurredAt);
  return times.length === 0 ? undefined : Math.min(...times);
};

/** The terms a conversion is paid under; undefined while any of them is not known. */
const termsOf = (
  conversion: AttributedConversion,
  known: readonly ProgramTerms[],
): readonly ProgramTerms[] | undefined => {
  const named = termsNamedBy(conversion);
  const found = known.filter((terms) => named.some((key) => sameTerms(key, terms)));
  return found.length === named.length ? found : undefined;
};

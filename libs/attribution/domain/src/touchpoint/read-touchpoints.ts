import type { CatalogueFacts, ClickFacts, LinkFacts } from '../catalogue/catalogue-facts.js';
import { clickTokenMs, clockSkewMs } from '../settings/limits.js';
import type { Signal } from '../signal/signal-copy.js';
import type { TouchpointId } from '../ids.js';
import type { Instant } from '../time.js';
import type { MatchType } from './match-type.js';
import { couponNamedBy } from './read-coupons.js';
import type { CouponReference, DeliveredReference, Reference, TypedReference } from './reference.js';
import type { Touchpoint } from './touchpoint.js';

/** The touchpoints that signals yield, once the catalogue has said what their references name. */
export const readTouchpoints = (signals: readonly Signal[], facts: CatalogueFacts): readonly Touchpoint[] =>
  signals.flatMap((signal) =>
    signal.references
      .filter((reference) => isOwnWord(reference, signal))
      .flatMap((reference) => {
        const reading = read(reference, signal, facts);
        return reading === undefined ? [] : [{ ...seenIn(signal), id: reference.id, reference, ...reading }];
      }),
  );

const seenIn = ({ key, conversationId, channelAccountId, occurredAt, firstReceivedAt, seenBy }: Signal) => ({
  signalKey: key,
  conversationId,
  channelAccountId,
  enteredAt: occurredAt.at,
  clock: occurredAt.clock,
  precisionMs: occurredAt.precisionMs,
  receivedAt: firstReceivedAt,
  seenBy,
});

/** Codes in forwarded messages: touchpoints no longer, where a copy without that mark had passed them for the person's own. */
export const forwardedCodes = (signals: readonly Signal[]): readonly TouchpointId[] =>
  signals.flatMap((signal) =>
    signal.references.filter((reference) => !isOwnWord(reference, signal)).map((reference) => reference.id),
  );

/** What the business wrote, and a code in what a person merely forwarded, is nobody's touch. */
const isOwnWord = (reference: Reference, signal: Signal): boolean =>
  signal.kind !== 'business-wrote' && !(signal.isForwarded && reference.kind !== 'delivered');

type Reading = Pick<Touchpoint, 'matchType' | 'clickedAt' | 'link' | 'ad' | 'click' | 'coupon'>;

/** Undefined for a word that is no coupon's: then it is no evidence of anything. */
const read = (reference: Reference, { occurredAt }: Signal, facts: CatalogueFacts): Reading | undefined => {
  switch (reference.kind) {
    case 'delivered':
      return readDelivered(reference, occurredAt.at, facts);
    case 'typed':
      return readTyped(reference, occurredAt.at, facts);
    case 'coupon':
      return readCoupon(reference, occurredAt, facts);
  }
};

const readCoupon = (
  reference: CouponReference,
  occurredAt: Signal['occurredAt'],
  facts: CatalogueFacts,
): Reading | undefined => {
  const coupon = couponNamedBy(reference, occurredAt, facts);
  return coupon && { coupon, matchType: 'coupon' };
};

const readDelivered = (reference: DeliveredReference, enteredAt: Instant, facts: CatalogueFacts): Reading => {
  const ad = facts.ads.find((candidate) => candidate.externalId === reference.adId);
  const named =
    reference.token === undefined ? namedByRef(reference.ref, facts) : namedByToken(reference.token, enteredAt, facts);
  return { ...(ad === undefined ? {} : { ad }), ...named, matchType: matchTypeOf(reference, named) };
};

const namedByRef = (
  ref: string | undefined,
  facts: CatalogueFacts,
): Omit<Reading, 'matchType'> & { matchType?: MatchType } => {
  const link = ref === undefined ? undefined : facts.links.find((candidate) => candidate.refCode === ref);
  return link === undefined ? {} : { link, matchType: 'ref_code' };
};

/** A token of a link that this workspace does not have is foreign: an unknown ref. An old one speaks as its ref code. */
const namedByToken = (
  token: NonNullable<DeliveredReference['token']>,
  enteredAt: Instant,
  facts: CatalogueFacts,
): ReturnType<typeof namedByRef> => {
  const link = facts.links.find((candidate) => candidate.id === token.linkId);
  if (link === undefined) return {};
  if (enteredAt - token.clickedAt > clickTokenMs) return { link, matchType: 'ref_code' };
  const click = facts.clicks.find((candidate) => candidate.id === token.clickId);
  return { link, clickedAt: token.clickedAt, matchType: 'click_token', ...(click === undefined ? {} : { click }) };
};

const matchTypeOf = (reference: DeliveredReference, named: { readonly matchType?: MatchType }): MatchType =>
  named.matchType ?? (reference.adId === undefined ? 'ref_code' : 'ad_referral');

const readTyped = (reference: TypedReference, enteredAt: Instant, facts: CatalogueFacts): Reading => {
  const link = reference.isDamaged ? undefined : facts.links.find((candidate) => candidate.textCode === reference.code);
  const click = link === undefined ? undefined : clickNamedBy(reference, link, { enteredAt, facts });
  if (link === undefined) return { matchType: 'text_code' };
  if (click === undefined) return { link, matchType: 'text_code' };
  return { link, click, clickedAt: click.clickedAt, matchType: 'click_token' };
};

/** The part after the code names a click only among that link's clicks of the last day. */
const clickNamedBy = (
  reference: TypedReference,
  link: LinkFacts,
  { enteredAt, facts }: { readonly enteredAt: Instant; readonly facts: CatalogueFacts },
): ClickFacts | undefined =>
  facts.clicks.find(
    (click) =>
      reference.clickPart !== undefined &&
      click.linkId === link.id &&
      click.clickPart === reference.clickPart &&
      enteredAt - click.clickedAt <= clickTokenMs &&
      click.clickedAt <= enteredAt + clockSkewMs,
  );

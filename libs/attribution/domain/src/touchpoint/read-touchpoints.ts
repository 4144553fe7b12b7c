import type { CatalogueFacts, ClickFacts, LinkFacts } from '../catalogue/catalogue-facts.js';
import { clickTokenMs, clockSkewMs } from '../settings/limits.js';
import type { Signal } from '../signal/signal-copy.js';
import type { TouchpointId } from '../ids.js';
import type { Instant } from '../time.js';
import { couponNamedBy } from './read-coupons.js';
import type { ClickClaims, CouponReference, DeliveredReference, Reference, TypedReference } from './reference.js';
import type { Touchpoint } from './touchpoint.js';

/** The touchpoints that signals yield, once the catalogue has said what their references name. */
export const readTouchpoints = (signals: readonly Signal[], facts: CatalogueFacts): readonly Touchpoint[] => {
  const touches: Touchpoint[] = [];
  for (const signal of signals) {
    for (const reference of signal.references) {
      const reading = isOwnWord(reference, signal) ? read(reference, signal, facts) : undefined;
      if (reading !== undefined) touches.push(touchOf(reference, reading, signal));
    }
  }
  return touches;
};

const touchOf = (reference: Reference, reading: Reading, signal: Signal): Touchpoint => ({
  id: reference.id,
  signalKey: signal.key,
  conversationId: signal.conversationId,
  channelAccountId: signal.channelAccountId,
  matchType: reading.matchType,
  enteredAt: signal.occurredAt.at,
  clock: signal.occurredAt.clock,
  precisionMs: signal.occurredAt.precisionMs,
  clickedAt: reading.clickedAt,
  receivedAt: signal.firstReceivedAt,
  seenBy: signal.seenBy,
  reference,
  link: reading.link,
  ad: reading.ad,
  coupon: reading.coupon,
  click: reading.click,
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
  const { ref, token, adId } = reference;
  const named = token === undefined ? namedByRef(ref, facts) : namedByToken(token, enteredAt, facts);
  if (adId === undefined) return named ?? { matchType: 'ref_code' };
  const { matchType, clickedAt, link, click }: Reading = named ?? { matchType: 'ad_referral' };
  const ad = facts.ads.find((candidate) => candidate.externalId === adId);
  return { matchType, clickedAt, link, ad, click };
};

/** Undefined where nothing of this workspace has that ref. */
const namedByRef = (ref: string | undefined, facts: CatalogueFacts): Reading | undefined => {
  const link = ref === undefined ? undefined : facts.links.find((candidate) => candidate.refCode === ref);
  return link && { link, matchType: 'ref_code' };
};

/** A token of a link that this workspace does not have is foreign: an unknown ref. An old one speaks as its ref code. */
const namedByToken = (token: ClickClaims, enteredAt: Instant, facts: CatalogueFacts): Reading | undefined => {
  const link = facts.links.find((candidate) => candidate.id === token.linkId);
  if (link === undefined) return undefined;
  const click = facts.clicks.find((candidate) => candidate.id === token.clickId);
  // An old test must not come to speak as the link's own code.
  const isOld = enteredAt - token.clickedAt > clickTokenMs && click?.isTest !== true;
  if (isOld) return { link, matchType: 'ref_code' };
  const { clickedAt } = token;
  return click === undefined
    ? { link, clickedAt, matchType: 'click_token' }
    : { link, clickedAt, matchType: 'click_token', click };
};

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
      (click.isTest === true || enteredAt - click.clickedAt <= clickTokenMs) &&
      click.clickedAt <= enteredAt + clockSkewMs,
  );

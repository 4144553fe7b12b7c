export { answer, attributeSale, decide, decideSale, shares, type Given } from './decide.js';
export { aConversation, anAccount, connectionOf } from './ids.js';
export { aClick, aLink, anAd, aRobotsClick, aTestClick, clickIdOf, clickPartOf, LinkBuilder } from './link.builder.js';
export { aCoupon, aCouponGiven, CouponBuilder } from './coupon.builder.js';
export { aHealthyAccount, ObservationsBuilder, whatMetaDelivers } from './observations.builder.js';
export { anyObservations, healthyObservations } from './observations.arb.js';
export { aRecentClick, RecentClickBuilder } from './recent-click.builder.js';
export { aSeen, seenOf, seenThings } from './seen.arb.js';
export { holds } from '@whence/properties';
export { aMessage, anEcho, aReferral, SignalBuilder } from './signal.builder.js';
export { anyModel, saleOfVisits, visitedLinks, visits } from './visits.arb.js';
export { time } from './times.js';
export { InMemoryAwaitedFinality } from './in-memory/in-memory-awaited-finality.js';
export { InMemoryOutdatedTexts } from './in-memory/in-memory-message-texts.js';
export { InMemoryParkedConversions } from './in-memory/in-memory-parked-conversions.js';
export { InMemoryState } from './in-memory/in-memory-state.js';
export { FixedClock, InMemoryUnitOfWork } from './in-memory/in-memory-unit-of-work.js';
export { plainCouponFingerprint, PlainFingerprints } from './in-memory/plain-fingerprints.js';
export {
  ApplicationWorld,
  aSignal,
  aThreadOpening,
  aWorldWith,
  instagramAccount,
  onWhatsAppBy,
  referralTo,
  theWorkspace,
  whatsAppAccount,
  type Delivery,
} from './application-world.js';
export { InMemoryGuessesToReconsider } from './in-memory/in-memory-guesses.js';
export { happenings, recordedTogether, type Happening, type Place } from './happenings.arb.js';
export { describeUnitOfWork } from './unit-of-work.contract-suite.js';
export { describeAwaitedFinality } from './awaited-finality.contract-suite.js';
export { describeMessageTexts } from './message-texts.contract-suite.js';
export { describeParkedConversions } from './parked-conversions.contract-suite.js';

export { ChannelAccountDirectory, type NamedAccount } from './channel-accounts/channel-account-directory.js';
export { ChannelAccounts } from './channel-accounts/channel-accounts.service.js';
export { couponFingerprint } from './coupons/coupon-fingerprint.js';
export {
  CatalogFacts,
  type AdFacts,
  type CouponFacts,
  type LinkFacts,
  type LinkNames,
  type PartnerStanding,
  type ProgramTerms,
} from './deciding/catalog-facts.js';
export { catalogMigrations } from './migrations/index.js';
export { canonicalName, participantPseudonym, type ParticipantName } from './partners/partner-identities.js';
export { programDaysMax } from './programs/program.request.js';
export { catalogControllers, catalogProviders, catalogRows } from './providers.js';
export { compileTarget, type AccountAddress, type TargetMarks } from './redirecting/compile-target.js';
export { linkChannel } from './redirecting/link-changes.js';
export { LinksUnavailable } from './redirecting/link-look-ups.js';
export { LinksInMemory, type LinkHearing, type LinksInMemoryOptions } from './redirecting/links-in-memory.js';
export { leadsAnywhere, type RedirectLink } from './redirecting/redirect-link.js';
export { PostgresRedirectLinks, RedirectLinks } from './redirecting/redirect-links.js';
export { Links } from './links/links.service.js';

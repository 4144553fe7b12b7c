import type { Channel } from '@whence/signals';

import type {
  AdRecordId,
  CampaignId,
  ChannelAccountId,
  ClickId,
  CouponId,
  LinkId,
  PartnerId,
  ProgramId,
} from '../ids.js';
import type { Instant } from '../time.js';

/** What the catalogue knows about everything a contact's evidence names. Dated, so that a touch is judged as of its time. */
export interface CatalogueFacts {
  readonly links: readonly LinkFacts[];
  readonly ads: readonly AdFacts[];
  readonly clicks: readonly ClickFacts[];
  readonly coupons: readonly CouponFacts[];
}

export interface LinkFacts {
  readonly id: LinkId;
  readonly channelAccountId: ChannelAccountId;
  readonly refCode: string;
  readonly textCode: string;
  readonly campaignId?: CampaignId;
  readonly partnerId?: PartnerId;
  readonly programId?: ProgramId;
  readonly activeFrom: Instant;
  readonly expiresAt?: Instant;
  readonly disabledAt?: Instant;
  /** Of the link's partner, where it has one. */
  readonly standing?: PartnerStanding;
  /** Every version of the link's program, oldest first; empty without a program. */
  readonly terms: readonly ProgramTerms[];
}

export interface AdFacts {
  readonly id: AdRecordId;
  /** The platform's ad id, exact text. */
  readonly externalId: string;
  readonly campaignId?: CampaignId;
  readonly partnerId?: PartnerId;
  readonly programId?: ProgramId;
  readonly standing?: PartnerStanding;
  readonly terms: readonly ProgramTerms[];
}

export interface CouponFacts {
  readonly id: CouponId;
  /** As it was registered. */
  readonly code: string;
  /** Keyed digest of the code, by which a word is compared that was not kept. */
  readonly codeFingerprint: string;
  readonly partnerId: PartnerId;
  readonly programId: ProgramId;
  /** Before this the code named nothing. */
  readonly activeFrom: Instant;
  readonly expiresAt?: Instant;
  readonly disabledAt?: Instant;
  readonly standing?: PartnerStanding;
  readonly terms: readonly ProgramTerms[];
}

export interface PartnerStanding {
  readonly partnerActiveFrom: Instant;
  readonly partnerEndedAt?: Instant;
  /** Absent where the partner was never a member of the program. */
  readonly enrolledFrom?: Instant;
  readonly enrollmentEndedAt?: Instant;
  /** The partner's own accounts, pseudonymous, for telling a self-referral. */
  readonly identities: readonly ChannelIdentity[];
}

/** One membership of a partner in a program. */
export interface EnrollmentFacts {
  readonly partnerId: PartnerId;
  readonly programId: ProgramId;
  readonly enrolledFrom: Instant;
  readonly enrollmentEndedAt?: Instant;
  /** Every version of the program, oldest first. */
  readonly terms: readonly ProgramTerms[];
}

/** A person on one channel, as a pseudonym that joins without showing. */
export interface ChannelIdentity {
  readonly channel: Channel;
  readonly participantPseudonym: string;
}

export interface ProgramTerms {
  readonly programId: ProgramId;
  readonly version: number;
  readonly effectiveFrom: Instant;
  readonly windowDays: number;
  /** Whether partners earn by an inferred match, which is a likelihood; not unless it says so. */
  readonly paysInferred?: boolean;
  /** For how many days the text of a message is kept that names the program; absent where it is not kept. */
  readonly keepMessageTextDays?: number;
}

/** One recorded request to a link. */
export interface ClickFacts {
  readonly id: ClickId;
  readonly linkId: LinkId;
  readonly clickedAt: Instant;
  /** The part of a WhatsApp text that names this click among its link's. */
  readonly clickPart?: string;
  readonly visitor: 'person' | 'robot';
  /** Made to try its link out: whoever carries it is credited to nobody, however old it is. */
  readonly isTest?: boolean;
}

/** The version of a program's terms in force at a moment; the first version reaches back to the beginning. */
export const termsAt = (terms: readonly ProgramTerms[], at: Instant): ProgramTerms | undefined =>
  terms.findLast((version) => version.effectiveFrom <= at) ?? terms[0];

import type { Channel } from '@whence/signals';

import { given } from '../fields/kept.response.js';
import type {
  AdFacts,
  CouponFacts,
  EnrollmentFacts,
  LinkFacts,
  PartnerStanding,
  ProgramTerms,
} from './catalog-facts.js';

interface EarningRow {
  readonly campaign_id: `cmp_${string}` | null;
  readonly partner_id: `prt_${string}` | null;
  readonly program_id: `prg_${string}` | null;
  readonly partner_ended_at: Date | null;
  readonly enrollment_id: string | null;
  readonly enrollment_ended_at: Date | null;
}

export interface AdFactsRow extends EarningRow {
  readonly id: `ad_${string}`;
  readonly external_id: string;
}

export interface LinkFactsRow extends EarningRow {
  readonly id: `lnk_${string}`;
  readonly channel_account_id: `cha_${string}`;
  readonly ref_code: string;
  readonly text_code: string;
  readonly active_from: Date;
  readonly expires_at: Date | null;
  readonly disabled_at: Date | null;
}

export interface CouponFactsRow extends EarningRow {
  readonly id: `cpn_${string}`;
  readonly code: string;
  readonly code_fingerprint: string;
  readonly partner_id: `prt_${string}`;
  readonly program_id: `prg_${string}`;
  readonly active_from: Date;
  readonly expires_at: Date | null;
  readonly disabled_at: Date | null;
}

export interface EnrollmentFactsRow {
  readonly partner_id: `prt_${string}`;
  readonly program_id: `prg_${string}`;
  readonly ended_at: Date | null;
}

export interface StandingAndTerms {
  readonly terms: readonly {
    readonly program_id: `prg_${string}`;
    readonly version: number;
    readonly effective_from: Date;
    readonly window_days: number;
    readonly pays_inferred: boolean;
    readonly keep_message_text_days: number | null;
  }[];
  readonly identities: readonly {
    readonly partner_id: string;
    readonly channel: Channel;
    readonly pseudonym: string;
  }[];
}

/** Links may be older than what they count for: partner and enrollment hold for all that came before their end. */
const always = 0;

export const toLinkFacts = (row: LinkFactsRow, more: StandingAndTerms): LinkFacts => ({
  id: row.id,
  channelAccountId: row.channel_account_id,
  refCode: row.ref_code,
  textCode: row.text_code,
  activeFrom: row.active_from.getTime(),
  ...given({ expiresAt: row.expires_at?.getTime(), disabledAt: row.disabled_at?.getTime() }),
  ...earningOf(row, more),
});

export const toAdFacts = (row: AdFactsRow, more: StandingAndTerms): AdFacts => ({
  id: row.id,
  externalId: row.external_id,
  ...earningOf(row, more),
});

export const toCouponFacts = (row: CouponFactsRow, more: StandingAndTerms): CouponFacts => ({
  ...earningOf(row, more),
  id: row.id,
  code: row.code,
  codeFingerprint: row.code_fingerprint,
  partnerId: row.partner_id,
  programId: row.program_id,
  activeFrom: row.active_from.getTime(),
  ...given({ expiresAt: row.expires_at?.getTime(), disabledAt: row.disabled_at?.getTime() }),
});

export const toEnrollmentFacts = (row: EnrollmentFactsRow, terms: StandingAndTerms['terms']): EnrollmentFacts => ({
  partnerId: row.partner_id,
  programId: row.program_id,
  enrolledFrom: always,
  ...given({ enrollmentEndedAt: row.ended_at?.getTime() }),
  terms: terms.filter(({ program_id }) => program_id === row.program_id).map(toTerms),
});

const earningOf = (row: EarningRow, { terms, identities }: StandingAndTerms) => ({
  ...given({ campaignId: row.campaign_id, partnerId: row.partner_id, programId: row.program_id }),
  ...given({ standing: row.partner_id === null ? undefined : standingOf(row, identities) }),
  terms: terms.filter(({ program_id }) => program_id === row.program_id).map(toTerms),
});

const standingOf = (row: EarningRow, identities: StandingAndTerms['identities']): PartnerStanding => ({
  partnerActiveFrom: always,
  ...given({
    partnerEndedAt: row.partner_ended_at?.getTime(),
    enrolledFrom: row.enrollment_id === null ? undefined : always,
    enrollmentEndedAt: row.enrollment_ended_at?.getTime(),
  }),
  identities: identities
    .filter(({ partner_id }) => partner_id === row.partner_id)
    .map(({ channel, pseudonym }) => ({ channel, participantPseudonym: pseudonym })),
});

const toTerms = (row: StandingAndTerms['terms'][number]): ProgramTerms => ({
  programId: row.program_id,
  version: row.version,
  effectiveFrom: row.effective_from.getTime(),
  windowDays: row.window_days,
  paysInferred: row.pays_inferred,
  ...given({ keepMessageTextDays: row.keep_message_text_days }),
});

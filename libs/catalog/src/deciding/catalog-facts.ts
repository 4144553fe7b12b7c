import { parseRefCode } from '@whence/codes';
import type { Transaction } from '@whence/platform/postgres';
import type { Channel } from '@whence/signals';

import { ChannelAccountDirectory, type NamedAccount } from '../channel-accounts/channel-account-directory.js';
import { couldBeId, couldBeKept } from '../rows/looked-up-text.js';
import {
  toAdFacts,
  toCouponFacts,
  toEnrollmentFacts,
  toLinkFacts,
  type AdFactsRow,
  type CouponFactsRow,
  type EnrollmentFactsRow,
  type LinkFactsRow,
  type StandingAndTerms,
} from './facts-rows.js';

/** The terms of a program that deciding needs, from `effectiveFrom` (UTC ms) until the next version's. */
export interface ProgramTerms {
  readonly programId: `prg_${string}`;
  readonly version: number;
  readonly effectiveFrom: number;
  readonly windowDays: number;
  readonly paysInferred: boolean;
  readonly keepMessageTextDays?: number;
}

/** From when until when a partner counts, as one and under the program; UTC ms. An open end is no member. */
export interface PartnerStanding {
  readonly partnerActiveFrom: number;
  readonly partnerEndedAt?: number;
  readonly enrolledFrom?: number;
  readonly enrollmentEndedAt?: number;
  /** Accounts the partner writes from himself. */
  readonly identities: readonly { readonly channel: Channel; readonly participantPseudonym: string }[];
}

/** One membership of a partner in a program; UTC ms. */
export interface EnrollmentFacts {
  readonly partnerId: `prt_${string}`;
  readonly programId: `prg_${string}`;
  readonly enrolledFrom: number;
  readonly enrollmentEndedAt?: number;
  /** All versions of the program, oldest first. */
  readonly terms: readonly ProgramTerms[];
}

/** What an ad counts for. */
export interface AdFacts {
  readonly id: `ad_${string}`;
  readonly externalId: string;
  readonly campaignId?: `cmp_${string}`;
  readonly partnerId?: `prt_${string}`;
  readonly programId?: `prg_${string}`;
  readonly standing?: PartnerStanding;
  /** All versions, oldest first; none without a program. */
  readonly terms: readonly ProgramTerms[];
}

/** What a coupon counts for, and from when until when; UTC ms. */
export interface CouponFacts {
  readonly id: `cpn_${string}`;
  /** As it was registered. */
  readonly code: string;
  readonly codeFingerprint: string;
  readonly partnerId: `prt_${string}`;
  readonly programId: `prg_${string}`;
  readonly activeFrom: number;
  readonly expiresAt?: number;
  readonly disabledAt?: number;
  readonly standing?: PartnerStanding;
  /** All versions, oldest first. */
  readonly terms: readonly ProgramTerms[];
}

/** What a link counts for, and from when until when; UTC ms. */
export interface LinkFacts {
  readonly id: `lnk_${string}`;
  readonly channelAccountId: `cha_${string}`;
  readonly refCode: string;
  readonly textCode: string;
  readonly campaignId?: `cmp_${string}`;
  readonly partnerId?: `prt_${string}`;
  readonly programId?: `prg_${string}`;
  readonly activeFrom: number;
  readonly expiresAt?: number;
  readonly disabledAt?: number;
  readonly standing?: PartnerStanding;
  /** All versions, oldest first; none without a program. */
  readonly terms: readonly ProgramTerms[];
}

/** Names that evidence gives for links: each is compared exactly, text codes in their one written form. */
export interface LinkNames {
  readonly linkIds: readonly string[];
  readonly refCodes: readonly string[];
  readonly textCodes: readonly string[];
}

const linkSql = `
  SELECT link.id, link.channel_account_id, link.ref_code, link.text_code, link.campaign_id, link.partner_id,
    link.program_id, link.active_from, link.expires_at, link.disabled_at,
    partner.ended_at AS partner_ended_at, enrollment.id AS enrollment_id, enrollment.ended_at AS enrollment_ended_at
  FROM catalog.link
  LEFT JOIN catalog.partner ON partner.workspace_id = link.workspace_id AND partner.id = link.partner_id
  LEFT JOIN catalog.enrollment ON enrollment.workspace_id = link.workspace_id
    AND enrollment.partner_id = link.partner_id AND enrollment.program_id = link.program_id
  WHERE link.workspace_id = $1 AND (link.id = ANY($2) OR link.ref_code = ANY($3) OR link.text_code = ANY($4))
  ORDER BY link.id`;

const adSql = `
  SELECT ad.id, ad.external_id, ad.campaign_id, ad.partner_id, ad.program_id,
    partner.ended_at AS partner_ended_at, enrollment.id AS enrollment_id, enrollment.ended_at AS enrollment_ended_at
  FROM catalog.ad
  LEFT JOIN catalog.partner ON partner.workspace_id = ad.workspace_id AND partner.id = ad.partner_id
  LEFT JOIN catalog.enrollment ON enrollment.workspace_id = ad.workspace_id
    AND enrollment.partner_id = ad.partner_id AND enrollment.program_id = ad.program_id
  WHERE ad.workspace_id = $1 AND ad.external_id = ANY($2)
  ORDER BY ad.id`;

const couponSql = `
  SELECT coupon.id, coupon.code, coupon.code_fingerprint, coupon.partner_id, coupon.program_id,
    coupon.active_from, coupon.expires_at, coupon.disabled_at, NULL AS campaign_id,
    partner.ended_at AS partner_ended_at, enrollment.id AS enrollment_id, enrollment.ended_at AS enrollment_ended_at
  FROM catalog.coupon
  JOIN catalog.partner ON partner.workspace_id = coupon.workspace_id AND partner.id = coupon.partner_id
  JOIN catalog.enrollment ON enrollment.workspace_id = coupon.workspace_id
    AND enrollment.partner_id = coupon.partner_id AND enrollment.program_id = coupon.program_id
  WHERE coupon.workspace_id = $1 AND coupon.code_fingerprint = ANY($2)
  ORDER BY coupon.id`;

const termsSql = `
  SELECT program_id, version, effective_from, window_days, pays_inferred, keep_message_text_days
  FROM catalog.program_version WHERE workspace_id = $1 AND program_id = ANY($2) ORDER BY program_id, version`;

const identitiesSql = `
  SELECT partner_id, channel, pseudonym FROM catalog.partner_identity
  WHERE workspace_id = $1 AND partner_id = ANY($2) ORDER BY partner_id, channel, pseudonym`;

const enrollmentSql = `
  SELECT partner_id, program_id, ended_at FROM catalog.enrollment
  WHERE workspace_id = $1 AND partner_id = ANY($2) ORDER BY id`;

/** A membership is named by partner and program, an account by partner and pseudonym. */
const historySql = `
  SELECT id AS name, created_at, updated_at FROM catalog.link WHERE workspace_id = $1 AND id = ANY($2)
  UNION ALL SELECT id, created_at, updated_at FROM catalog.ad WHERE workspace_id = $1 AND id = ANY($3)
  UNION ALL SELECT id, created_at, updated_at FROM catalog.partner WHERE workspace_id = $1 AND id = ANY($4)
  UNION ALL SELECT partner_id || ' ' || program_id, created_at, updated_at FROM catalog.enrollment
    WHERE workspace_id = $1 AND partner_id = ANY($4)
  UNION ALL SELECT partner_id || ' ' || pseudonym, created_at, created_at FROM catalog.partner_identity
    WHERE workspace_id = $1 AND partner_id = ANY($4)
  UNION ALL SELECT id, created_at, updated_at FROM catalog.coupon WHERE workspace_id = $1 AND id = ANY($5)`;

const knownSql = `
  SELECT id FROM catalog.partner WHERE workspace_id = $1 AND id = ANY($2)
  UNION ALL SELECT id FROM catalog.campaign WHERE workspace_id = $1 AND id = ANY($3)`;

/** The dated facts that a decision takes from the catalogue, read inside the decision's own transaction. */
export class CatalogFacts {
  constructor(private readonly tx: Transaction) {}

  /** Links of the workspace that any of these names names; names that could be nobody's are passed over. */
  async linksNamed(workspaceId: string, names: LinkNames): Promise<readonly LinkFacts[]> {
    const linkIds = names.linkIds.filter(couldBeId);
    const refCodes = names.refCodes.filter((code) => typeof parseRefCode(code) === 'string');
    const textCodes = names.textCodes.filter(couldBeKept);
    if (linkIds.length + refCodes.length + textCodes.length === 0) return [];
    const rows = await this.tx.query<LinkFactsRow>(linkSql, [workspaceId, linkIds, refCodes, textCodes]);
    const more = await this.standingAndTerms(workspaceId, rows);
    return rows.map((row) => toLinkFacts(row, more));
  }

  /** Ads of the workspace with any of these ids of the platform's. */
  async adsNamed(workspaceId: string, externalIds: readonly string[]): Promise<readonly AdFacts[]> {
    const ids = externalIds.filter(couldBeKept);
    if (ids.length === 0) return [];
    const rows = await this.tx.query<AdFactsRow>(adSql, [workspaceId, ids]);
    const more = await this.standingAndTerms(workspaceId, rows);
    return rows.map((row) => toAdFacts(row, more));
  }

  /** Coupons of the workspace whose codes have these fingerprints. */
  async couponsNamed(workspaceId: string, fingerprints: readonly string[]): Promise<readonly CouponFacts[]> {
    if (fingerprints.length === 0) return [];
    const rows = await this.tx.query<CouponFactsRow>(couponSql, [workspaceId, fingerprints]);
    const more = await this.standingAndTerms(workspaceId, rows);
    return rows.map((row) => toCouponFacts(row, more));
  }

  /** Every membership of these partners in a program. */
  async enrollmentsOf(workspaceId: string, partnerIds: readonly string[]): Promise<readonly EnrollmentFacts[]> {
    const ids = partnerIds.filter(couldBeId);
    if (ids.length === 0) return [];
    const rows = await this.tx.query<EnrollmentFactsRow>(enrollmentSql, [workspaceId, ids]);
    const { terms } = await this.standingAndTerms(workspaceId, rows);
    return rows.map((row) => toEnrollmentFacts(row, terms));
  }

  /** Which of these ids the workspace has. */
  async known(
    workspaceId: string,
    { partnerIds, campaignIds }: { readonly partnerIds: readonly string[]; readonly campaignIds: readonly string[] },
  ): Promise<ReadonlySet<string>> {
    const ids = [partnerIds.filter(couldBeId), campaignIds.filter(couldBeId)] as const;
    if (ids[0].length + ids[1].length === 0) return new Set();
    const rows = await this.tx.query<{ id: string }>(knownSql, [workspaceId, ...ids]);
    return new Set(rows.map(({ id }) => id));
  }

  /** When each of these was made and last changed; the API role alone may read it of a partner's own accounts. */
  async historyOf(
    workspaceId: string,
    {
      linkIds,
      adIds,
      couponIds,
      partnerIds,
    }: Readonly<Record<'linkIds' | 'adIds' | 'couponIds' | 'partnerIds', readonly string[]>>,
  ): Promise<ReadonlyMap<string, { readonly madeAt: number; readonly changedAt: number }>> {
    const rows = await this.tx.query<{ name: string; created_at: Date; updated_at: Date }>(historySql, [
      workspaceId,
      linkIds,
      adIds,
      partnerIds,
      couponIds,
    ]);
    return new Map(
      rows.map((row) => [row.name, { madeAt: row.created_at.getTime(), changedAt: row.updated_at.getTime() }]),
    );
  }

  /** How the accounts of these ids are told to others; ids that name nothing are left out. */
  async accountsById(workspaceId: string, ids: readonly string[]): Promise<readonly NamedAccount[]> {
    return new ChannelAccountDirectory().accountsById(this.tx, workspaceId, ids);
  }

  private async standingAndTerms(
    workspaceId: string,
    rows: readonly { readonly partner_id: string | null; readonly program_id: string | null }[],
  ): Promise<StandingAndTerms> {
    const programIds = [...new Set(rows.flatMap((row) => row.program_id ?? []))];
    const partnerIds = [...new Set(rows.flatMap((row) => row.partner_id ?? []))];
    return {
      terms: programIds.length === 0 ? [] : await this.tx.query(termsSql, [workspaceId, programIds]),
      identities: partnerIds.length === 0 ? [] : await this.tx.query(identitiesSql, [workspaceId, partnerIds]),
    };
  }
}

import type {
  ChannelIdentity,
  CouponFacts,
  GivenCoupon,
  Instant,
  PartnerId,
  ProgramId,
} from '@whence/attribution-domain';

import { aConversation, anAccount } from './ids.js';
import { plainCouponFingerprint } from './in-memory/plain-fingerprints.js';

const windowDaysDefault = 30;

/** A coupon of a partner, issued ever since: `aCoupon('ANNA').expiringAt(…)`. */
export const aCoupon = (name: string): CouponBuilder => new CouponBuilder(name, {});

export class CouponBuilder {
  constructor(
    readonly name: string,
    private readonly changes: Partial<CouponFacts>,
  ) {}

  get code(): string {
    return this.changes.code ?? `${this.name}10`;
  }

  get fingerprint(): string {
    return plainCouponFingerprint(this.code.toUpperCase());
  }

  get partnerId(): PartnerId {
    return `prt_${this.name}`;
  }

  get programId(): ProgramId {
    return `prg_${this.name}`;
  }

  /** Another one of the same partner. */
  withCode(code: string): CouponBuilder {
    return this.with({ code, id: `cpn_${code}` });
  }

  withWindowDays(windowDays: number): CouponBuilder {
    return this.with({ terms: [{ programId: this.programId, version: 1, effectiveFrom: 0, windowDays }] });
  }

  issuedAt(at: Instant): CouponBuilder {
    return this.with({ activeFrom: at });
  }

  expiringAt(at: Instant): CouponBuilder {
    return this.with({ expiresAt: at });
  }

  disabledAt(at: Instant): CouponBuilder {
    return this.with({ disabledAt: at });
  }

  whosePartnerEndedAt(at: Instant): CouponBuilder {
    return this.with({ standing: { partnerActiveFrom: 0, partnerEndedAt: at, enrolledFrom: 0, identities: [] } });
  }

  whosePartnerOwns(identity: ChannelIdentity): CouponBuilder {
    return this.with({ standing: { partnerActiveFrom: 0, enrolledFrom: 0, identities: [identity] } });
  }

  build(): CouponFacts {
    const { partnerId, programId } = this;
    return {
      id: `cpn_${this.name}`,
      code: this.code,
      codeFingerprint: this.fingerprint,
      partnerId,
      programId,
      activeFrom: 0,
      standing: { partnerActiveFrom: 0, enrolledFrom: 0, identities: [] },
      terms: [{ programId, version: 1, effectiveFrom: 0, windowDays: windowDaysDefault }],
      ...this.changes,
    };
  }

  private with(changes: Partial<CouponFacts>): CouponBuilder {
    return new CouponBuilder(this.name, { ...this.changes, ...changes });
  }
}

/** A coupon that the tenant gave with a conversion at this moment, and told of at once. */
export const aCouponGiven = (
  { code, fingerprint }: Pick<CouponBuilder, 'code' | 'fingerprint'>,
  at: Instant,
  receivedAt: Instant = at,
): GivenCoupon => ({
  reference: { kind: 'coupon', id: `tch_given ${code} ${at}`, fingerprint, given: code },
  conversationId: aConversation,
  channelAccountId: anAccount,
  occurredAt: at,
  receivedAt,
});

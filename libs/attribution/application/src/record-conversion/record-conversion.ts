import type { ConversionId, Instant, WorkspaceId } from '@whence/attribution-domain';
import { parseCouponCode } from '@whence/codes';

import { decideContacts, type Occasion } from '../decide-contacts/decide-contacts.js';
import type { Clock } from '../ports/clock.js';
import type { ContactReference, Conversion, ConversionCoupon, Money } from '../ports/conversions.js';
import type { Fingerprints } from '../ports/fingerprints.js';
import type { Stores, UnitOfWork } from '../ports/stores.js';
import { identifyContact, type IdentifiedContact } from './identify-contact.js';

export interface ConversionReport {
  readonly workspaceId: WorkspaceId;
  readonly id: ConversionId;
  readonly type: 'lead' | 'sale';
  readonly externalId: string;
  readonly contact: ContactReference;
  readonly amount?: Money;
  /** Now, where the tenant does not say. */
  readonly occurredAt?: Instant;
  /** What the customer gave as a coupon; it need be nobody's. */
  readonly coupon?: string;
}

export type RecordConversionOutcome =
  | { readonly kind: 'recorded'; readonly conversion: Conversion }
  | { readonly kind: 'already-recorded'; readonly conversion: Conversion }
  | { readonly kind: 'conflicting-body'; readonly conversion: Conversion }
  | { readonly kind: 'contradicting-contact' }
  | { readonly kind: 'unknown-conversation' }
  | { readonly kind: 'unknown-channel-account' };

/** Records a lead or a sale that the tenant reports, and attributes it; unknown contacts park it. */
export class RecordConversion {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly fingerprints: Fingerprints,
  ) {}

  async run(report: ConversionReport): Promise<RecordConversionOutcome> {
    const { workspaceId } = report;
    return this.unitOfWork.run(workspaceId, async (stores) => {
      const occasion = { workspaceId, now: this.clock.now(), because: 'conversion-reported' };
      const identified = await identifyContact(stores, report.contact, occasion);
      if (identified.kind !== 'identified' && identified.kind !== 'not-yet-known') return identified;
      const contact = identified.kind === 'identified' ? identified : undefined;
      const conversion = { ...toConversion(report, contact, occasion.now), ...this.couponOf(report) };
      const added = await stores.conversions.add(conversion, report.contact, this.fingerprintOf(report));
      if (added === undefined) return this.already(stores, report);
      await stores.announcements.add(workspaceId, [{ kind: 'conversion-recorded', conversion }], occasion.now);
      if (contact !== undefined) await attribute(stores, contact, { report, occasion });
      return { kind: 'recorded', conversion: await this.reread(stores, conversion) };
    });
  }

  private async already(stores: Stores, report: ConversionReport): Promise<RecordConversionOutcome> {
    const known = await stores.conversions.byExternalId(report.externalId);
    if (known === undefined) throw new VanishedConversionViolation(report.externalId);
    const isSame = known.fingerprint === this.fingerprintOf(report);
    return { kind: isSame ? 'already-recorded' : 'conflicting-body', conversion: known.conversion };
  }

  private async reread(stores: Stores, conversion: Conversion): Promise<Conversion> {
    const known =
      conversion.externalId === undefined ? undefined : await stores.conversions.byExternalId(conversion.externalId);
    return known?.conversion ?? conversion;
  }

  /** What could be no coupon's code is kept all the same: a fingerprint of it is none of a coupon's. */
  private couponOf({ workspaceId, externalId, coupon }: ConversionReport): { readonly coupon?: ConversionCoupon } {
    if (coupon === undefined) return {};
    const code = parseCouponCode(coupon);
    const fingerprint = this.fingerprints.coupon(workspaceId, typeof code === 'string' ? code : coupon);
    const touchpointId = this.fingerprints.touchpointId(workspaceId, `coupon given with ${externalId}`);
    return { coupon: { code: coupon, fingerprint, touchpointId } };
  }

  private fingerprintOf({ workspaceId, type, contact, amount, occurredAt, coupon }: ConversionReport): string {
    const { conversationId, channelIdentity, externalUserId } = contact;
    const content = [
      type,
      conversationId,
      channelIdentity?.channelAccountId,
      channelIdentity?.participantId,
      externalUserId,
      amount?.amountMinor.toString(),
      amount?.currency,
      occurredAt,
      // Nothing in its place: what was reported before there were coupons is still the same.
      ...(coupon === undefined ? [] : [coupon]),
    ];
    return this.fingerprints.of(workspaceId, JSON.stringify(content));
  }
}

/** What was named together belongs together from now on. */
const attribute = async (
  stores: Stores,
  { contactId, unmet, subjects }: IdentifiedContact,
  { report, occasion }: { readonly report: ConversionReport; readonly occasion: Occasion },
): Promise<void> => {
  const { externalUserId } = report.contact;
  if (externalUserId !== undefined) await stores.contacts.linkExternalUser(contactId, externalUserId);
  if (unmet !== undefined) await stores.contacts.nameAlso(contactId, unmet);
  await decideContacts(stores, subjects, occasion);
};

const toConversion = (report: ConversionReport, contact: IdentifiedContact | undefined, now: Instant): Conversion => ({
  id: report.id,
  type: report.type,
  externalId: report.externalId,
  ...(contact === undefined ? {} : { contactId: contact.contactId }),
  ...(contact?.homeId === undefined ? {} : { homeId: contact.homeId }),
  ...(report.contact.conversationId === undefined ? {} : { conversationId: report.contact.conversationId }),
  ...(report.amount === undefined ? {} : { amount: report.amount }),
  occurredAt: report.occurredAt ?? now,
  receivedAt: now,
  attribution: { status: 'parked' },
  version: 0,
  isFinal: false,
});

/** The unique key said that a conversion is there, and it is not. */
export class VanishedConversionViolation extends Error {
  constructor(externalId: string) {
    super(`a conversion with external id ${externalId} exists and cannot be read`);
    this.name = 'VanishedConversionViolation';
  }
}

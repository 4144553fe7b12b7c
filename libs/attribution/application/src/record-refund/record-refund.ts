import type { RefundId, WorkspaceId } from '@whence/attribution-domain';

import type { Clock } from '../ports/clock.js';
import type { Conversion, Money } from '../ports/conversions.js';
import type { Fingerprints } from '../ports/fingerprints.js';
import type { Refund } from '../ports/refunds.js';
import type { Stores, UnitOfWork } from '../ports/stores.js';
import { partRefunded } from './part-refunded.js';

export interface RefundReport {
  readonly workspaceId: WorkspaceId;
  readonly id: RefundId;
  readonly externalId: string;
  readonly conversionExternalId: string;
  /** All that is left, where the tenant does not say. */
  readonly amount?: Money;
}

export type RecordRefundOutcome =
  | { readonly kind: 'recorded'; readonly refund: Refund }
  | { readonly kind: 'already-recorded'; readonly refund: Refund }
  | { readonly kind: 'conflicting-body'; readonly refund: Refund }
  | { readonly kind: 'unknown-conversion' }
  | { readonly kind: 'over-refund' }
  | { readonly kind: 'not-its-money' };

/** Records what a customer got back of a conversion, and tells of it; whoever pays for the conversion undoes as much. */
export class RecordRefund {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly fingerprints: Fingerprints,
  ) {}

  run(report: RefundReport): Promise<RecordRefundOutcome> {
    return this.unitOfWork.run(report.workspaceId, async (stores) => {
      const known = await stores.conversions.byExternalId(report.conversionExternalId);
      if (known === undefined) return { kind: 'unknown-conversion' };
      const earlier = await stores.refunds.lockOf(known.conversion.id);
      const already = await this.already(stores, report);
      if (already !== undefined) return already;
      const refunded = partRefunded(known.conversion, earlier, report.amount);
      if (refunded.kind !== 'refunded') return refunded;
      return this.record(stores, report, {
        conversion: known.conversion,
        refund: {
          id: report.id,
          externalId: report.externalId,
          conversionId: known.conversion.id,
          occurredAt: this.clock.now(),
          ...(refunded.part === undefined ? {} : { part: refunded.part }),
        },
      });
    });
  }

  private async record(
    stores: Stores,
    report: RefundReport,
    { conversion, refund }: { readonly conversion: Conversion; readonly refund: Refund },
  ): Promise<RecordRefundOutcome> {
    if (!(await stores.refunds.add(refund, this.fingerprintOf(report)))) {
      // Another conversion's refund took the external id in this moment.
      return (await this.already(stores, report)) ?? { kind: 'conflicting-body', refund };
    }
    const announcement = { kind: 'conversion-refunded', conversion, refund } as const;
    await stores.announcements.add(report.workspaceId, [announcement], this.clock.now());
    return { kind: 'recorded', refund };
  }

  private async already(stores: Stores, report: RefundReport): Promise<RecordRefundOutcome | undefined> {
    const known = await stores.refunds.byExternalId(report.externalId);
    if (known === undefined) return undefined;
    const isSame = known.fingerprint === this.fingerprintOf(report);
    return { kind: isSame ? 'already-recorded' : 'conflicting-body', refund: known.refund };
  }

  private fingerprintOf({ workspaceId, conversionExternalId, amount }: RefundReport): string {
    const content = [conversionExternalId, amount?.amountMinor.toString(), amount?.currency];
    return this.fingerprints.of(workspaceId, JSON.stringify(content));
  }
}

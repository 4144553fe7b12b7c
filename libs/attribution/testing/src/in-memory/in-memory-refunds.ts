import { Refunds, type Refund } from '@whence/attribution-application';
import type { ConversionId } from '@whence/attribution-domain';

import type { InMemoryState } from './in-memory-state.js';

export class InMemoryRefunds extends Refunds {
  constructor(private readonly state: InMemoryState) {
    super();
  }

  lockOf(conversionId: ConversionId): Promise<readonly Refund[]> {
    const all = this.state.refunds.map(({ refund }) => refund);
    return Promise.resolve(all.filter((refund) => refund.conversionId === conversionId));
  }

  byExternalId(externalId: string): Promise<{ readonly refund: Refund; readonly fingerprint: string } | undefined> {
    return Promise.resolve(this.state.refunds.find(({ refund }) => refund.externalId === externalId));
  }

  add(refund: Refund, fingerprint: string): Promise<boolean> {
    const isFree = !this.state.refunds.some((kept) => kept.refund.externalId === refund.externalId);
    if (isFree) this.state.refunds.push({ refund, fingerprint });
    return Promise.resolve(isFree);
  }
}

import type { Instant, Refund, WorkspaceId } from '@whence/affiliate-domain';

import type { Identities } from '../ports/identities.js';
import type { UnitOfWork } from '../ports/unit-of-work.js';
import { reviseContacts, type RevisedContacts } from '../revise-contacts/revise-contacts.js';

export interface ReverseOnRefundCommand {
  readonly workspaceId: WorkspaceId;
  readonly refund: Refund;
  readonly recordedAt: Instant;
}

export type ReverseOnRefundOutcome =
  | ({ readonly kind: 'taken' } & RevisedContacts)
  /** Its conversion has not arrived; the refund counts when it does. */
  | { readonly kind: 'kept-for-later' }
  | { readonly kind: 'known-before' };

/** Takes a refund and undoes what it undoes of the commissions on its conversion. */
export class ReverseOnRefund {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly identities: Identities,
  ) {}

  run({ workspaceId, refund, recordedAt }: ReverseOnRefundCommand): Promise<ReverseOnRefundOutcome> {
    return this.unitOfWork.run(workspaceId, async (stores) => {
      // The conversion's turn is taken even where it is not known: it cannot arrive unseen between the look and the refund.
      const conversion = await stores.conversions.lockLatest(refund.conversionId);
      if (!(await stores.refunds.add(refund))) return { kind: 'known-before' };
      if (conversion === undefined) return { kind: 'kept-for-later' };
      const means = { stores, identities: this.identities, recordedAt };
      const { announcements, ...revised } = await reviseContacts([conversion.contactId], means);
      await stores.announcements.add(announcements, recordedAt);
      return { kind: 'taken', ...revised };
    });
  }
}

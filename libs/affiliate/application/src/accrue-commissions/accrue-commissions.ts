import type { AttributedConversion, Instant, WorkspaceId } from '@whence/affiliate-domain';

import type { Identities } from '../ports/identities.js';
import type { UnitOfWork } from '../ports/unit-of-work.js';
import { reviseContacts, type RevisedContacts } from '../revise-contacts/revise-contacts.js';

export interface AccrueCommissionsCommand {
  readonly workspaceId: WorkspaceId;
  readonly conversion: AttributedConversion;
  readonly recordedAt: Instant;
}

export type AccrueCommissionsOutcome =
  | ({ readonly kind: 'taken' } & RevisedContacts)
  /** This version or a higher one was taken before. */
  | { readonly kind: 'out-of-date' };

/**
 * Takes a conversion as it is attributed now and brings what stands in line with it: for its contact, and for the contact
 * it belonged to before.
 */
export class AccrueCommissions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly identities: Identities,
  ) {}

  run({ workspaceId, conversion, recordedAt }: AccrueCommissionsCommand): Promise<AccrueCommissionsOutcome> {
    return this.unitOfWork.run(workspaceId, async (stores) => {
      const before = await stores.conversions.lockLatest(conversion.id);
      if (before !== undefined && before.version >= conversion.version) return { kind: 'out-of-date' };
      await stores.conversions.put(conversion);
      const contactIds = [conversion.contactId, before?.contactId ?? conversion.contactId];
      const means = { stores, identities: this.identities, recordedAt };
      const { announcements, ...revised } = await reviseContacts(contactIds, means);
      await stores.announcements.add(announcements, recordedAt);
      return { kind: 'taken', ...revised };
    });
  }
}

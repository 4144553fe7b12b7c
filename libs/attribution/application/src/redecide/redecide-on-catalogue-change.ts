import type { WorkspaceId } from '@whence/attribution-domain';

import { decideContact } from '../decide-contact/decide-contact.js';
import type { Clock } from '../ports/clock.js';
import type { ChangedNames } from '../ports/signal-copies.js';
import type { UnitOfWork } from '../ports/stores.js';

/** Decides anew about everyone whose evidence names what changed in the catalogue, each in a transaction of his own. */
export class RedecideOnCatalogueChange {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(workspaceId: WorkspaceId, changed: ChangedNames): Promise<void> {
    await this.unitOfWork.afterThoseUnderWay(workspaceId);
    const contacts = await this.unitOfWork.run(workspaceId, ({ signalCopies }) => signalCopies.contactsNaming(changed));
    for (const contactId of contacts) {
      await this.unitOfWork.run(workspaceId, (stores) =>
        decideContact(stores, contactId, { workspaceId, now: this.clock.now(), because: 'catalogue-changed' }),
      );
    }
  }
}

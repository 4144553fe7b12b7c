import type { ContactId, WorkspaceId } from '@whence/attribution-domain';

import { decideContact } from '../decide-contacts/decide-contacts.js';
import type { Clock } from '../ports/clock.js';
import type { ChangedNames } from '../ports/signal-copies.js';
import type { UnitOfWork } from '../ports/stores.js';

const contactsTogetherMax = 500;
/** Where so many fail it is not about them: the rest would fail alike. */
const failuresMax = 20;

/** Some contacts could not be decided about anew; what was wrong with each of them is in `errors`. The others were. */
export class UndecidedContactsViolation extends AggregateError {
  constructor(failures: readonly unknown[]) {
    const [first] = failures;
    const cause = first instanceof Error ? first.message : String(first);
    super(failures, `${failures.length} contacts could not be decided about anew, the first of them because: ${cause}`);
    this.name = 'UndecidedContactsViolation';
  }
}

/**
 * Decides anew about everyone whose evidence names what changed in the catalogue and whose decision is not final, each in
 * a transaction of his own: one who cannot be decided about does not keep it from the others.
 */
export class RedecideOnCatalogueChange {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Throws `UndecidedContactsViolation`, once it has been tried for the others. */
  async run(workspaceId: WorkspaceId, changed: ChangedNames, because = 'catalogue-changed'): Promise<void> {
    await this.unitOfWork.afterThoseUnderWay(workspaceId);
    const failures: unknown[] = [];
    let after: ContactId | undefined;
    do {
      const contacts = await this.contactsNaming(workspaceId, changed, after);
      for (const contactId of contacts) {
        await this.decide(workspaceId, contactId, because).catch((error: unknown) => failures.push(error));
        if (failures.length >= failuresMax) throw new UndecidedContactsViolation(failures);
      }
      after = contacts.length < contactsTogetherMax ? undefined : contacts.at(-1);
    } while (after !== undefined);
    if (failures.length > 0) throw new UndecidedContactsViolation(failures);
  }

  private contactsNaming(
    workspaceId: WorkspaceId,
    changed: ChangedNames,
    after: ContactId | undefined,
  ): Promise<readonly ContactId[]> {
    const page = { asOf: this.clock.now(), after, limit: contactsTogetherMax };
    return this.unitOfWork.run(workspaceId, ({ signalCopies }) => signalCopies.contactsNaming(changed, page));
  }

  private decide(workspaceId: WorkspaceId, contactId: ContactId, because: string): Promise<void> {
    return this.unitOfWork.run(workspaceId, (stores) =>
      decideContact(stores, contactId, { workspaceId, now: this.clock.now(), because }),
    );
  }
}

import type { ContactId, Instant, WorkspaceId } from '@whence/attribution-domain';

import { decideContacts } from '../decide-contacts/decide-contacts.js';
import { inEachWorkspace } from '../in-each-workspace.js';
import type { GuessesToReconsider } from '../ports/guesses.js';
import type { UnitOfWork } from '../ports/stores.js';

const contactsTogetherMax = 100;

export interface ReconsiderGuessesOutcome {
  readonly reconsidered: number;
  /** Whether there may be more to do at once. */
  readonly isFinished: boolean;
}

/**
 * Guesses anew about people beside whose conversation another one opened: one click leads to one of them, and none must
 * have it only because it was decided about first (adr/0035).
 */
export class ReconsiderGuesses {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queue: GuessesToReconsider,
  ) {}

  async run({ now }: { readonly now: Instant }): Promise<ReconsiderGuessesOutcome> {
    const contacts = await this.queue.next(contactsTogetherMax);
    const reconsidered = await inEachWorkspace(contacts, (workspaceId, together) =>
      this.reconsider(
        workspaceId,
        together.map(({ contactId }) => contactId),
        now,
      ),
    );
    return { reconsidered, isFinished: reconsidered === 0 };
  }

  private reconsider(workspaceId: WorkspaceId, contactIds: readonly ContactId[], now: Instant): Promise<number> {
    return this.unitOfWork.run(workspaceId, async (stores) => {
      const contacts = await stores.contacts.lock(contactIds);
      const waiting = await stores.guesses.reconsidered(contactIds);
      const subjects = contacts.filter(({ id }) => waiting.has(id)).map((contact) => ({ contact }));
      await decideContacts(stores, subjects, { workspaceId, now, because: 'another-conversation-opened' });
      return subjects.length;
    });
  }
}

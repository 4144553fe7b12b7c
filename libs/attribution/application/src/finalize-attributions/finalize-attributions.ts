import { isFinal, type Attribution, type ContactId, type Instant, type WorkspaceId } from '@whence/attribution-domain';

import { conversationOf } from '../conversation-of.js';
import type { Announcement } from '../ports/announcements.js';
import type { AwaitedFinality } from '../ports/awaited-finality.js';
import type { KnownContact } from '../ports/contacts.js';
import type { UnitOfWork } from '../ports/stores.js';
import { inEachWorkspace } from '../in-each-workspace.js';

export interface FinalizeAttributionsCommand {
  readonly now: Instant;
}

export interface FinalizeAttributionsOutcome {
  /** How many attributions became final. */
  readonly finalized: number;
  /** Whether there may be more whose moment has come. */
  readonly isFinished: boolean;
}

export const contactsTogetherMax = 100;

/**
 * Tells of every attribution once that late evidence no longer changes it, with what stands by then; a unit of work for
 * each workspace. What a person says afterwards supersedes it and is not told as final again (adr/0027).
 */
export class FinalizeAttributions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly awaitedFinality: AwaitedFinality,
  ) {}

  async run({ now }: FinalizeAttributionsCommand): Promise<FinalizeAttributionsOutcome> {
    const contacts = await this.awaitedFinality.at(now, contactsTogetherMax);
    const finalized = await inEachWorkspace(contacts, (workspaceId, together) =>
      this.finalize(
        workspaceId,
        together.map(({ contactId }) => contactId),
        now,
      ),
    );
    // Where nothing became final although its moment has come, others are busy with it: there is no use in trying at once.
    return { finalized, isFinished: finalized === 0 };
  }

  private finalize(workspaceId: WorkspaceId, contactIds: readonly ContactId[], now: Instant): Promise<number> {
    return this.unitOfWork.run(workspaceId, async (stores) => {
      const contacts = await stores.contacts.lock(contactIds);
      const standing = await stores.decisions.standing(contactIds);
      const due = contactIds.filter((contactId) => isFinalBy(now, standing.get(contactId)));
      const untold = await stores.decisions.stopAwaiting(due);
      const announcements = contacts.flatMap((contact) => {
        const attribution = standing.get(contact.id);
        return attribution === undefined || !untold.has(contact.id) ? [] : [announcementOf(contact, attribution)];
      });
      await stores.announcements.add(workspaceId, announcements, now);
      return announcements.length;
    });
  }
}

/** A decision that was superseded after somebody looked may be final later than it was. */
const isFinalBy = (now: Instant, attribution: Attribution | undefined): boolean =>
  attribution !== undefined && isFinal(attribution, now);

const announcementOf = (contact: KnownContact, attribution: Attribution): Announcement => ({
  kind: 'attribution-finalized',
  contactId: contact.id,
  conversation: conversationOf(contact, attribution.conversationId),
  attribution,
});

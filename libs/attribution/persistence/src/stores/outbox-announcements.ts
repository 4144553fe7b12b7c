import { Announcements, type Announcement } from '@whence/attribution-application';
import type { Instant, WorkspaceId } from '@whence/attribution-domain';
import { addToOutbox } from '@whence/platform/outbox';
import type { Transaction } from '@whence/platform/postgres';

import { toEvent } from '../mappers/announcement.mapper.js';

/** Announcements wait in the outbox table until the relay publishes them. */
export class OutboxAnnouncements extends Announcements {
  constructor(private readonly tx: Transaction) {
    super();
  }

  async add(workspaceId: WorkspaceId, announcements: readonly Announcement[], now: Instant): Promise<void> {
    const events = announcements.map((announcement) => toEvent(announcement, workspaceId, now));
    await addToOutbox(this.tx, 'attribution', events);
  }
}

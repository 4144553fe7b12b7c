import { Clock, UnitOfWork, type Records, type Snapshots, type Stores } from '@whence/attribution-application';
import type { Instant, WorkspaceId } from '@whence/attribution-domain';

import {
  InMemoryAnnouncements,
  InMemoryConversions,
  InMemoryDecisions,
  InMemorySettingsVersions,
} from './in-memory-answers.js';
import { InMemoryCatalogue } from './in-memory-catalogue.js';
import { InMemoryContactJoins } from './in-memory-contact-joins.js';
import { InMemoryContacts } from './in-memory-contacts.js';
import { InMemoryGuesses } from './in-memory-guesses.js';
import { InMemoryMessageTexts } from './in-memory-message-texts.js';
import { InMemoryOverrides } from './in-memory-overrides.js';
import { InMemoryRecords } from './in-memory-records.js';
import { InMemoryRefunds } from './in-memory-refunds.js';
import { InMemoryClicks, InMemorySignalCopies } from './in-memory-evidence.js';
import { InMemoryState } from './in-memory-state.js';

/** One workspace's stores in memory; one transaction at a time, and none that rolls back. */
export class InMemoryUnitOfWork extends UnitOfWork implements Snapshots {
  readonly state = new InMemoryState();

  run<T>(_workspaceId: WorkspaceId, work: (stores: Stores) => Promise<T>): Promise<T> {
    const { state } = this;
    return work({
      contacts: new InMemoryContacts(state),
      contactJoins: new InMemoryContactJoins(state),
      signalCopies: new InMemorySignalCopies(state),
      clicks: new InMemoryClicks(state),
      decisions: new InMemoryDecisions(state),
      guesses: new InMemoryGuesses(state),
      conversions: new InMemoryConversions(state),
      refunds: new InMemoryRefunds(state),
      overrides: new InMemoryOverrides(state),
      messageTexts: new InMemoryMessageTexts(state),
      settings: new InMemorySettingsVersions(state),
      catalogue: new InMemoryCatalogue(state),
      announcements: new InMemoryAnnouncements(state),
    });
  }

  look<T>(workspaceId: WorkspaceId, look: (stores: Stores, records: Records) => Promise<T>): Promise<T> {
    return this.run(workspaceId, (stores) => look(stores, new InMemoryRecords(this.state)));
  }

  afterThoseUnderWay(): Promise<void> {
    return Promise.resolve();
  }
}

export class FixedClock extends Clock {
  constructor(private at: Instant) {
    super();
  }

  now(): Instant {
    return this.at;
  }

  set(at: Instant): void {
    this.at = at;
  }
}

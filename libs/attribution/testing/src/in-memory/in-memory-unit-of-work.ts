import { Clock, Fingerprints, UnitOfWork, type Stores } from '@whence/attribution-application';
import type { ClickClaims, Instant, TouchpointId, WorkspaceId } from '@whence/attribution-domain';

import {
  InMemoryAnnouncements,
  InMemoryCatalogue,
  InMemoryConversions,
  InMemoryDecisions,
  InMemorySettingsVersions,
} from './in-memory-answers.js';
import { InMemoryContacts } from './in-memory-contacts.js';
import { InMemoryClicks, InMemorySignalCopies } from './in-memory-evidence.js';
import { InMemoryState } from './in-memory-state.js';

/** One workspace's stores in memory; one transaction at a time, and none that rolls back. */
export class InMemoryUnitOfWork extends UnitOfWork {
  readonly state = new InMemoryState();

  run<T>(_workspaceId: WorkspaceId, work: (stores: Stores) => Promise<T>): Promise<T> {
    const { state } = this;
    return work({
      contacts: new InMemoryContacts(state),
      signalCopies: new InMemorySignalCopies(state),
      clicks: new InMemoryClicks(state),
      decisions: new InMemoryDecisions(state),
      conversions: new InMemoryConversions(state),
      settings: new InMemorySettingsVersions(state),
      catalogue: new InMemoryCatalogue(state),
      announcements: new InMemoryAnnouncements(state),
    });
  }

  afterThoseUnderWay(): Promise<void> {
    return Promise.resolve();
  }
}

/** Content is its own fingerprint; a ref such as `token:lnk_ANNA:clk_1:1762077600000` is a click token. */
export class PlainFingerprints extends Fingerprints {
  of(_workspaceId: WorkspaceId, content: string): string {
    return content;
  }

  touchpointId(_workspaceId: WorkspaceId, content: string): TouchpointId {
    return `tch_${content}`;
  }

  readClickToken(ref: string): ClickClaims | undefined {
    const [, linkId, clickId, clickedAt] = /^token:(lnk_\w+):(clk_\w+):(\d+)$/.exec(ref) ?? [];
    if (linkId === undefined) return undefined;
    return { linkId, clickId, clickedAt: Number(clickedAt) } as ClickClaims;
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

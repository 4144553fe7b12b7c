import { Clock, Fingerprints, UnitOfWork, type Stores } from '@whence/attribution-application';
import type { ClickClaims, Instant, TouchpointId, WorkspaceId } from '@whence/attribution-domain';

import {
  InMemoryAnnouncements,
  InMemoryCatalogue,
  InMemoryConversions,
  InMemoryDecisions,
  InMemorySettingsVersions,
} from './in-memory-answers.js';
import { InMemoryContactJoins } from './in-memory-contact-joins.js';
import { InMemoryContacts } from './in-memory-contacts.js';
import { InMemoryGuesses } from './in-memory-guesses.js';
import { InMemoryOverrides } from './in-memory-overrides.js';
import { InMemoryRefunds } from './in-memory-refunds.js';
import { InMemoryClicks, InMemorySignalCopies } from './in-memory-evidence.js';
import { InMemoryState } from './in-memory-state.js';

/** One workspace's stores in memory; one transaction at a time, and none that rolls back. */
export class InMemoryUnitOfWork extends UnitOfWork {
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
      settings: new InMemorySettingsVersions(state),
      catalogue: new InMemoryCatalogue(state),
      announcements: new InMemoryAnnouncements(state),
    });
  }

  afterThoseUnderWay(): Promise<void> {
    return Promise.resolve();
  }
}

/** A short digest without a key; a ref such as `token:lnk_ANNA:clk_1:1762077600000` is a click token. */
export class PlainFingerprints extends Fingerprints {
  of(_workspaceId: WorkspaceId, content: string): string {
    return digestOf(content);
  }

  touchpointId(_workspaceId: WorkspaceId, content: string): TouchpointId {
    return `tch_${digestOf(content)}`;
  }

  readClickToken(ref: string): ClickClaims | undefined {
    const [, linkId, clickId, clickedAt] = /^token:(lnk_\w+):(clk_\w+):(\d+)$/.exec(ref) ?? [];
    if (linkId === undefined) return undefined;
    return { linkId, clickId, clickedAt: Number(clickedAt) } as ClickClaims;
  }
}

/** FNV-1a over 64 bits: enough to tell test contents apart. */
const digestOf = (content: string): string => {
  let digest = 0xcbf29ce484222325n;
  for (const character of content) {
    digest = BigInt.asUintN(64, (digest ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  return digest.toString(16).padStart(16, '0');
};

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

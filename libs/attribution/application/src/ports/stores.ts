import type { Catalogue } from './catalogue.js';
import type { Clicks } from './clicks.js';
import type { ContactJoins } from './contact-joins.js';
import type { Contacts } from './contacts.js';
import type { Conversions } from './conversions.js';
import type { Decisions } from './decisions.js';
import type { Guesses } from './guesses.js';
import type { Announcements } from './announcements.js';
import type { MessageTexts } from './message-texts.js';
import type { Overrides } from './overrides.js';
import type { Refunds } from './refunds.js';
import type { SettingsVersions } from './settings-versions.js';
import type { SignalCopies } from './signal-copies.js';
import type { WorkspaceId } from '@whence/attribution-domain';

/** The only stores that work inside one transaction, all of one workspace. */
export interface Stores {
  readonly contacts: Contacts;
  readonly contactJoins: ContactJoins;
  readonly signalCopies: SignalCopies;
  readonly clicks: Clicks;
  readonly decisions: Decisions;
  readonly guesses: Guesses;
  readonly conversions: Conversions;
  readonly refunds: Refunds;
  readonly overrides: Overrides;
  readonly messageTexts: MessageTexts;
  readonly settings: SettingsVersions;
  readonly catalogue: Catalogue;
  readonly announcements: Announcements;
}

/** A transaction is a callback: state, decision and outgoing events commit together, or none of them does. */
export abstract class UnitOfWork {
  abstract run<T>(workspaceId: WorkspaceId, work: (stores: Stores) => Promise<T>): Promise<T>;

  /**
   * Resolves once every transaction that was under way has ended. Whoever re-decides after a change of the catalogue waits
   * first, so that no decision made from the old catalogue commits unseen behind his back.
   */
  abstract afterThoseUnderWay(workspaceId: WorkspaceId): Promise<void>;
}

import type { WorkspaceId } from '@whence/affiliate-domain';

import type { Announcements } from './announcements.js';
import type { Commissions } from './commissions.js';
import type { Conversions } from './conversions.js';
import type { Ledger } from './ledger.js';
import type { Partners } from './partners.js';
import type { Programs } from './programs.js';
import type { Refunds } from './refunds.js';

/** The only stores that work inside one transaction, all of one workspace. */
export interface Stores {
  readonly conversions: Conversions;
  readonly refunds: Refunds;
  readonly programs: Programs;
  readonly partners: Partners;
  readonly commissions: Commissions;
  readonly ledger: Ledger;
  readonly announcements: Announcements;
}

/** A transaction is a callback: commissions, postings and outgoing events commit together, or none of them does. */
export abstract class UnitOfWork {
  abstract run<T>(workspaceId: WorkspaceId, work: (stores: Stores) => Promise<T>): Promise<T>;
}

import { UnitOfWork, type Announcement, type Stores } from '@whence/affiliate-application';
import type { WorkspaceId } from '@whence/affiliate-domain';

import {
  InMemoryCommissionStatements,
  InMemoryDuePartners,
  InMemoryLedgerStatements,
  InMemoryWaitingConversions,
  InMemoryWaitingRefunds,
} from './in-memory-statements.js';
import { inMemoryStores } from './in-memory-stores.js';
import type { MoneyRecords } from '../stories/money-records.js';
import { copyOf, emptyState, type WorkspaceState } from './workspace-state.js';

/** The whole money context without a database: units of work run one after the other, and a failing one leaves nothing. */
export class InMemoryAffiliate extends UnitOfWork implements MoneyRecords {
  readonly unitOfWork = this;
  private readonly states = new Map<WorkspaceId, WorkspaceState>();
  private turn: Promise<unknown> = Promise.resolve();

  readonly commissionStatements = new InMemoryCommissionStatements((id) => this.stateOf(id));
  readonly ledgerStatements = new InMemoryLedgerStatements((id) => this.stateOf(id));
  readonly waitingConversions = new InMemoryWaitingConversions((id) => this.stateOf(id));
  readonly waitingRefunds = new InMemoryWaitingRefunds((id) => this.stateOf(id));
  readonly duePartners = new InMemoryDuePartners(this.states);

  override run<T>(workspaceId: WorkspaceId, work: (stores: Stores) => Promise<T>): Promise<T> {
    const result = this.turn.then(async () => {
      const changed = copyOf(this.stateOf(workspaceId));
      const answer = await work(inMemoryStores(changed));
      this.states.set(workspaceId, changed);
      return answer;
    });
    this.turn = result.catch(() => undefined);
    return result;
  }

  /** What others were told, in order. */
  announcementsOf(workspaceId: WorkspaceId): readonly Announcement[] {
    return this.stateOf(workspaceId).announcements;
  }

  private stateOf(workspaceId: WorkspaceId): WorkspaceState {
    return this.states.get(workspaceId) ?? emptyState();
  }
}

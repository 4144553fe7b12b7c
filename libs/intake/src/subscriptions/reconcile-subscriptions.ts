import type { Database } from '@whence/platform/postgres';
import type { Clock } from '@whence/platform/process';
import type { Provider, SubscriptionReader } from '@whence/signals';

import { webhookPathOf, type KeyedConnection } from '../connections/connection.js';
import type { Connections } from '../connections/connections.js';
import { reportsOn, type ComparedAccount, type ConnectionFinding } from './compare-account.js';
import { everyAccount, type AccountsPage } from './compared-accounts.js';
import type { SubscriptionReport } from './subscription-report.js';
import type { SubscriptionReports } from './subscription-reports.js';

export interface ReconcileSubscriptionsParts {
  readonly provider: Provider;
  readonly reader: SubscriptionReader;
  readonly database: Pick<Database, 'inTransaction'>;
  readonly connections: Pick<Connections, 'workspacesWithKeys' | 'openKeys'>;
  readonly accounts: AccountsPage;
  readonly reports: Pick<SubscriptionReports, 'of' | 'keep'>;
  readonly clock: Clock;
  readonly everyMs: number;
  /** Hears of what went wrong; what failed is compared in the next round. */
  readonly report: (error: unknown) => void;
}

interface Inquiry {
  readonly connection: KeyedConnection;
  readonly ask: ReturnType<SubscriptionReader['through']>;
}

const workspacesPageRows = 200;
/** Of one workspace and provider; those that were made first. */
const connectionsMax = 50;
const atOnceMax = 4;
/** Most failures to reach a provider are over by then. */
const unreachableAgainMs = 900_000;

/** One round over the channel accounts whose last comparison is old, or which were never compared, at one provider. */
export class ReconcileSubscriptions {
  constructor(private readonly parts: ReconcileSubscriptionsParts) {}

  /** Nobody is waited for after the signal. Never stops at a failing one. */
  async run(signal: AbortSignal): Promise<void> {
    const { provider, connections } = this.parts;
    for (let afterId = ''; !signal.aborted;) {
      const page = await connections.workspacesWithKeys(provider, afterId, workspacesPageRows);
      const waiting = [...page];
      const lane = async (): Promise<void> => {
        for (let next = waiting.shift(); next !== undefined && !signal.aborted; next = waiting.shift()) {
          await this.compareWorkspace(next, signal).catch(this.parts.report);
        }
      };
      await Promise.all(Array.from({ length: atOnceMax }, lane));
      if (page.length < workspacesPageRows) return;
      afterId = page.at(-1) ?? '';
    }
  }

  private async compareWorkspace(workspaceId: string, signal: AbortSignal): Promise<void> {
    const { provider, connections, reader } = this.parts;
    const keyed = await connections.openKeys(workspaceId, provider, connectionsMax);
    const inquiries = keyed.map((connection) => ({
      connection,
      ask: reader.through({ apiKey: connection.apiKey.reveal(), webhookPath: webhookPathOf(connection) }),
    }));
    for await (const account of everyAccount(this.parts, workspaceId)) {
      if (signal.aborted) return;
      await this.compareIfDue(account, { workspaceId, inquiries, signal }).catch(this.parts.report);
    }
  }

  private async compareIfDue(
    account: ComparedAccount,
    { workspaceId, inquiries, signal }: { workspaceId: string; inquiries: readonly Inquiry[]; signal: AbortSignal },
  ): Promise<void> {
    const { provider, reports, clock } = this.parts;
    const known = await reports.of(workspaceId, account.id);
    if (!this.isDue(known.filter((report) => report.provider === provider))) return;
    const findings: ConnectionFinding[] = [];
    for (const { connection, ask } of inquiries) {
      const finding = await unlessAborted(ask(account), signal);
      if (finding === undefined) return;
      findings.push({ connection, finding });
    }
    for (const report of reportsOn(account.id, findings, clock.now())) await reports.keep(report);
  }

  /** The newest speaks: what another connection found once may never be found again, where its key went elsewhere. */
  private isDue(known: readonly SubscriptionReport[]): boolean {
    const newest = Math.max(...known.map(({ checkedAt }) => checkedAt));
    const isReached = known.some(({ checkedAt, outcome }) => checkedAt === newest && outcome !== 'unreachable');
    const { everyMs, clock } = this.parts;
    return clock.now() - newest >= (isReached ? everyMs : Math.min(everyMs, unreachableAgainMs));
  }
}

/** The result; undefined as soon as nobody wants it any more. */
const unlessAborted = async <T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> => {
  if (signal.aborted) return undefined;
  let stopWaiting = (): void => undefined;
  const aborted = new Promise<undefined>((resolve) => (stopWaiting = () => resolve(undefined)));
  signal.addEventListener('abort', stopWaiting, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stopWaiting);
  }
};

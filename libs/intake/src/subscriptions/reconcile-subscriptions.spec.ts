import { beforeEach, describe, expect, it } from '@jest/globals';
import { Secret } from '@whence/platform/config';
import type { Transaction } from '@whence/platform/postgres';
import type { SubscriptionFinding } from '@whence/signals';

import type { KeyedConnection } from '../connections/connection.js';
import { ReconcileSubscriptions } from './reconcile-subscriptions.js';
import type { SubscriptionReport } from './subscription-report.js';

const everyMs = 6 * 3_600_000;
const asExpected: SubscriptionFinding = { kind: 'compared', missing: [] };

/** One provider and what it is asked, in memory. */
class Desk {
  now = Date.UTC(2026, 10, 2, 10);
  readonly asked: string[] = [];
  readonly kept = new Map<string, SubscriptionReport>();
  readonly failures: unknown[] = [];
  answer: (accountId: string) => Promise<SubscriptionFinding> = () => Promise.resolve(asExpected);
  workspaces = ['wsp_1'];
  accountIds = ['cha_1'];

  run(signal = new AbortController().signal): Promise<void> {
    const reconcile = new ReconcileSubscriptions({
      provider: 'zernio',
      reader: { through: () => (account) => this.ask(account.externalIds.zernioAccountId ?? '') },
      database: { inTransaction: (_, work) => work(undefined as unknown as Transaction) },
      connections: {
        workspacesWithKeys: () => Promise.resolve(this.workspaces),
        openKeys: (workspaceId) =>
          workspaceId === 'wsp_broken'
            ? Promise.reject(new Error('sealed'))
            : Promise.resolve([connectionOf(workspaceId)]),
      },
      accounts: (_, workspaceId) =>
        Promise.resolve(
          this.accountIds.map((id) => ({
            id: `${id} of ${workspaceId}`,
            channel: 'instagram' as const,
            externalIds: { zernioAccountId: id },
          })),
        ),
      reports: {
        of: (_, id) => Promise.resolve([this.kept.get(id)].filter((report) => report !== undefined)),
        keep: (report) => Promise.resolve(void this.kept.set(report.channelAccountId, report)),
      },
      clock: { now: () => this.now },
      everyMs,
      report: (error) => this.failures.push(error),
    });
    return reconcile.run(signal);
  }

  private ask(accountId: string): Promise<SubscriptionFinding> {
    this.asked.push(accountId);
    return this.answer(accountId);
  }
}

const connectionOf = (workspaceId: string): KeyedConnection => ({
  id: 'con_1',
  workspaceId,
  provider: 'zernio',
  name: 'Zernio',
  createdAt: 0,
  apiKey: new Secret('sk_1'),
});

let desk: Desk;

beforeEach(() => {
  desk = new Desk();
});

describe('a round of reconciliation', () => {
  it('asks about an account that was never compared, and again when its report is old', async () => {
    await desk.run();
    desk.now += everyMs - 1;
    await desk.run();
    expect(desk.asked).toEqual(['cha_1']);
    desk.now += 1;
    await desk.run();
    expect(desk.asked).toEqual(['cha_1', 'cha_1']);
  });

  it('asks sooner where a provider was unreachable', async () => {
    desk.answer = () => Promise.resolve({ kind: 'unreachable', cause: '503' });
    await desk.run();
    desk.now += 15 * 60_000 - 1;
    await desk.run();
    expect(desk.asked).toHaveLength(1);
    desk.now += 1;
    await desk.run();
    expect(desk.asked).toHaveLength(2);
  });

  it('goes on where a workspace or an account fails', async () => {
    desk.workspaces = ['wsp_broken', 'wsp_1'];
    desk.accountIds = ['cha_bad', 'cha_good'];
    desk.answer = (id) => (id === 'cha_bad' ? Promise.reject(new Error('defect')) : Promise.resolve(asExpected));
    await desk.run();
    expect([...desk.kept.keys()]).toEqual(['cha_good of wsp_1']);
    expect(desk.failures).toHaveLength(2);
  });

  it('asks at most four workspaces at once', async () => {
    desk.workspaces = Array.from({ length: 9 }, (_, at) => `wsp_${at}`);
    let atOnce = 0;
    let most = 0;
    desk.answer = async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise((resolve) => setImmediate(resolve));
      atOnce -= 1;
      return asExpected;
    };
    await desk.run();
    expect(desk.kept.size).toBe(9);
    expect(most).toBe(4);
  });

  it('waits for no provider once it has to stop, and keeps nothing of what it did not hear', async () => {
    const stopping = new AbortController();
    desk.accountIds = ['cha_1', 'cha_2'];
    desk.answer = () => {
      setImmediate(() => stopping.abort());
      return new Promise(() => undefined);
    };
    await desk.run(stopping.signal);
    expect(desk.asked).toEqual(['cha_1']);
    expect(desk.kept.size).toBe(0);
  });
});

import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type kafkajs from 'kafkajs';

import type { AppName, AppProcess } from '../../src/apart/app-process.js';
import { Askers } from '../../src/faults/askers.js';
import { outsideKafka } from '../../src/apart/read-topics.js';
import { inShort } from '../../src/faults/size.js';
import type { Stage } from '../../src/faults/stage.js';

const pollMs = 20;
/** Within the delay between being asked to stop and stopping, `stopDelayMs`. */
const impatientAfterMs = 700;
/** How long an app of this stage is unready before it stops. */
export const stopDelayMs = 1_000;

interface Case {
  readonly app: AppName;
  readonly path: string;
  readonly status: number;
  readonly group?: string;
}

const everyCase: readonly Case[] = [
  { app: 'zernio', path: '/docs-json', status: 200, group: 'zernio-replay-on-channel-account-changed' },
  { app: 'redirect', path: '/nobody-has-this', status: 404 },
  { app: 'attribution', path: '/v1/links', status: 200, group: 'redecide-on-catalogue-changed' },
  { app: 'analytics', path: '/docs-json', status: 200, group: 'analytics' },
  { app: 'affiliate-payouts', path: '/v1/commissions', status: 200, group: 'affiliate' },
];
const cases = inShort(
  everyCase.filter(({ app }) => app === 'zernio' || app === 'redirect' || app === 'affiliate-payouts'),
  everyCase,
);

export const describeStoppedUnderLoad = (stage: () => Stage): void => {
  let askers: Askers;
  let admin: kafkajs.Admin;
  /** Edge and worker in one, whatever else runs. */
  let zernio: AppProcess;

  beforeAll(async () => {
    zernio = await stage().deployment.add('zernio', { INTAKE: 'both' });
    askers = new Askers(stage().deployment.ownerKey);
    admin = outsideKafka(stage().deployment).admin();
    await admin.connect();
  }, 60_000);

  afterAll(async () => {
    askers.close();
    await admin.disconnect();
  });

  const membersOf = async (group: string | undefined): Promise<number> => {
    if (group === undefined) return 0;
    const { groups } = await admin.describeGroups([group]);
    return groups[0]?.members.length ?? 0;
  };

  const running = (app: AppName): AppProcess => (app === 'zernio' ? zernio : stage().deployment.process(app));

  describe('an app that is asked to stop while it is asked for answers', () => {
    it.each(cases)('fails none: $app ends with 0, and leaves its group', async ({ app, path, status, group }) => {
      const process = running(app);
      const members = await membersOf(group);
      const answers = askers.askUntilUnready(process.url ?? '', path);
      await sleep(pollMs);
      expect(await process.stop()).toBe(0);
      expect([...(await answers)]).toEqual([status]);
      if (group !== undefined) expect(await membersOf(group)).toBe(members - 1);
    });

    it('ends at once where the wish is repeated', async () => {
      const app = stage().deployment.process(inShort('meta-graph', 'meta-graph-edge'));
      process.kill(app.pid, 'SIGTERM');
      await sleep(impatientAfterMs);
      process.kill(app.pid, 'SIGTERM');
      expect(await app.ended()).toBe(130);
    });
  });

  describe('an app that must not go on', () => {
    it('does not start without Kafka, and says why', async () => {
      await expect(zernio.start({ KAFKA_BROKERS: '' })).rejects.toThrow(/ended with 1:[\s\S]*KAFKA_BROKERS is missing/);
    });

    it('does not start as a role that could look past row-level security', async () => {
      const owner = stage().deployment.postgres.ownerUrl();
      await expect(zernio.start({ DATABASE_URL: owner })).rejects.toThrow(/ended with 1:[\s\S]*is a superuser/);
    });
  });
};

import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { Api } from '../api.js';
import { ownersRows } from '../apart/database-server.js';
import type { AppProcess } from '../apart/app-process.js';
import { altered, struck, type Alteration } from './altered.js';
import { makeCampaigns, renameCampaigns } from './load.js';
import type { Stage } from './stage.js';

const timeoutMs = 90_000;
const pollMs = 50;

export const until = async (what: string, isSo: () => boolean | Promise<boolean>): Promise<void> => {
  for (const deadline = performance.now() + timeoutMs; !(await isSo()); await sleep(pollMs)) {
    if (performance.now() > deadline) throw new Error(`in vain: waiting until ${what}`);
  }
};

/** How many events each process has published since it started, by relay; what does not run has published none. */
export const publishedByProcess = async ({
  deployment,
}: Stage): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> => {
  const processes = deployment.all.filter(({ isRunning }) => isRunning);
  const counts = processes.map(async ({ name }) => {
    const text = await (await fetch(`${deployment.url}/at/${name}/metrics`)).text();
    const found = text.matchAll(/^whence_events_published_total\{relay="([^"]+)"\} (\d+)$/gm);
    return [name, new Map([...found].map(([, relay = '', count]) => [relay, Number(count)]))] as const;
  });
  return new Map(await Promise.all(counts));
};

const isHalted = async ({ pid }: AppProcess): Promise<boolean> => {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'state=', '-p', pid.toString()]);
  return stdout.trim().startsWith('T');
};

/** A file that says that it is time to strike. */
export const signFor = (stage: Stage, name: string): { file: string; raise: () => void; lower: () => void } => {
  const file = join(stage.deployment.home, name);
  return { file, raise: () => writeFileSync(file, ''), lower: () => rmSync(file, { force: true }) };
};

const campaigns = 8;
const renames = 3;
const queue = 'catalog';

export interface Replaced {
  /** Events that its successor was about to publish when the halted relay went on. */
  readonly waiting: number;
  /** How many of them the halted one took out of the queue all the same. */
  readonly markedByZombie: number;
  readonly zombieKnows: boolean;
}

/**
 * The worst moment for a relay to be halted: it has published, and not marked. Its lease runs out, another process takes
 * over and is halted in its turn before it publishes; then the first goes on as if no time had passed. At the end both run.
 */
export const haltReplaceResume = async (stage: Stage, changes: readonly Alteration[] = []): Promise<Replaced> => {
  const { deployment, witness } = stage;
  const [successor, zombie] = [deployment.process('attribution'), deployment.process('attribution-2')];
  const [first, second] = [signFor(stage, 'halt-the-first'), signFor(stage, 'halt-the-second')];
  const halting = (moment: 'before publishing' | 'between publishing and marking', whileThere: string) =>
    altered(struck({ queue, moment, signal: 'SIGSTOP', whileThere }), ...changes);
  await zombie.stop();
  await zombie.start(halting('between publishing and marking', first.file));
  // Whoever stops gives the queue back: the one that was started before takes it.
  await successor.stop();
  await successor.start(halting('before publishing', second.file));
  const api = new Api(successor.url ?? '', deployment.ownerKey);
  first.raise();
  second.raise();
  const ids = await makeCampaigns(api, campaigns);
  await until('the first relay is halted', () => isHalted(zombie));
  await renameCampaigns(api, ids, renames);
  await until('the second relay is halted', () => isHalted(successor));
  const waiting = await witness.waitingIn(queue);
  const epoch = await epochOf(stage);
  first.lower();
  zombie.resume();
  const zombieKnows = (): boolean => zombie.lastWords.includes(`another relay publishes the queue ${queue} by now`);
  await until('the first relay goes on', async () => zombieKnows() || (await witness.waitingIn(queue)) < waiting);
  const markedByZombie = waiting - (await witness.waitingIn(queue));
  if ((await epochOf(stage)) !== epoch) throw new Error('the queue has changed hands meanwhile');
  second.lower();
  successor.resume();
  return { waiting, markedByZombie, zombieKnows: zombieKnows() };
};

const epochOf = async ({ deployment }: Stage): Promise<string | undefined> => {
  const sql = 'SELECT epoch FROM catalog.relay_lease WHERE queue = $1';
  const [row] = await ownersRows<{ epoch: string }>(deployment.postgres.ownerUrl(), sql, [queue]);
  return row?.epoch;
};

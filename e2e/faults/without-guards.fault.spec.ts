import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Api } from '../src/api.js';
import type { AppProcess } from '../src/apart/app-process.js';
import { altered, struck, without } from '../src/faults/altered.js';
import { Crowd } from '../src/faults/crowd.js';
import { loseLeaders } from '../src/faults/leaders.js';
import { doWhile, makeCampaigns } from '../src/faults/load.js';
import { publishedBy, tellPublished, type Published } from '../src/faults/published.js';
import { haltReplaceResume, publishedByProcess, signFor, until } from '../src/faults/relays.js';
import { startStage, type Stage } from '../src/faults/stage.js';
import { settled } from '../src/settled.js';

const taps = 40;
const campaignsAtOnce = 128;
const roundsMax = 10;
const quietMs = 3_000;
const catalogueTopic = 'whence.catalog.v1';

/**
 * The same faults and the same checks with one guard taken out of what was built: each check has to report what the guard
 * keeps from happening. A check that finds nothing here is no check.
 */
let stage: Stage;
let relay: AppProcess;
let standby: AppProcess;

beforeAll(async () => {
  stage = await startStage({ brokers: 3, instances: { attribution: 2 } });
  relay = stage.deployment.process('attribution');
  standby = stage.deployment.process('attribution-2');
}, 240_000);

afterAll(async () => {
  await stage.deployment.remove();
}, 120_000);

const restarted = async (process: AppProcess, changes: Readonly<Record<string, string>> = {}): Promise<void> => {
  await process.stop();
  await process.start(changes);
};

/** Until nothing moves any more: what is lost never comes. */
const atRest = async (): Promise<void> => {
  let before = '';
  await until('the catalogue is at rest', async () => {
    const { told, records } = await publishedBy(stage.deployment, stage.witness);
    const now = `${told} ${records} ${await stage.witness.waitingIn('catalog')}`;
    const isSame = now === before;
    before = now;
    if (!isSame) await sleep(quietMs);
    return isSame;
  });
};

const tellWithout = (guard: string, published: Published): void => {
  process.stderr.write(`without ${guard}:\n${tellPublished(published)}`);
};

describe('without its guard', () => {
  it('a relay that is no holder of the lease publishes too: events go out more than once', async () => {
    await Promise.all([relay, standby].map((one) => restarted(one, altered(...without.lease))));
    const toldBefore = (await stage.witness.told()).length;
    await makeCampaigns(new Api(relay.url ?? '', stage.deployment.ownerKey), campaignsAtOnce);
    await settled(stage.deployment);
    const told = (await stage.witness.told()).length - toldBefore;
    const counts = await publishedByProcess(stage);
    const published = ['attribution', 'attribution-2'].map((name) => counts.get(name)?.get('catalog') ?? 0);
    process.stderr.write(`without the lease: ${told} committed, published ${published.join(' and ')} times\n`);
    expect(published.reduce((sum, one) => sum + one)).toBeGreaterThan(told);
    await Promise.all([relay, standby].map((one) => restarted(one)));
  }, 180_000);

  it('a relay that was halted, replaced and resumed marks what its successor is about to publish', async () => {
    const { waiting, markedByZombie } = await haltReplaceResume(stage, without.fence);
    process.stderr.write(`without the fence: ${waiting} waiting, ${markedByZombie} marked by the halted relay\n`);
    expect(markedByZombie).toBeGreaterThan(0);
    await restarted(relay);
    await restarted(standby);
  }, 240_000);

  it('a consumer takes again what is published again', async () => {
    const { deployment, witness } = stage;
    const redirect = deployment.process('redirect');
    const analytics = deployment.process('analytics');
    await restarted(analytics, altered(...without.dedupe));
    const sign = signFor(stage, 'kill-the-relay');
    const moment = 'between publishing and marking';
    await restarted(redirect, altered(struck({ queue: 'clicks', moment, signal: 'SIGKILL', whileThere: sign.file })));
    const crowd = await Crowd.on(deployment);
    sign.raise();
    await crowd.aBurst({ deliveries: 0, taps }).run();
    await until('the relay is dead', () => !redirect.isRunning);
    sign.lower();
    await redirect.start();
    await settled(deployment);
    const again = await witness.appliedAgain();
    process.stderr.write(`without dedupe: ${again.length} of ${taps} clicks projected more than once\n`);
    expect(again.length).toBeGreaterThan(0);
    await restarted(analytics);
  }, 180_000);

  it('an outbox that is read on behind the last id leaves events behind', async () => {
    await standby.stop();
    await restarted(relay, altered(...without.polling));
    // Two transactions have to overlap just so: of hundreds some do.
    for (let round = 0; round < roundsMax && (await stage.witness.waitingIn('catalog')) === 0; round += 1) {
      await makeCampaigns(stage.deployment.api, 4 * campaignsAtOnce);
      await atRest();
    }
    const published = await publishedBy(stage.deployment, stage.witness);
    tellWithout('polling', published);
    expect(published.wrong.missing.length).toBeGreaterThan(0);
    // They are still there: as a queue it gives them out.
    await restarted(relay);
    await settled(stage.deployment);
    expect((await publishedBy(stage.deployment, stage.witness)).wrong.missing).toEqual([]);
  }, 240_000);

  it('kafkajs repeats by itself, and acknowledged events are missing for good', async () => {
    await standby.stop();
    await restarted(relay, altered(...without.ownRepeats));
    const { api } = stage.deployment;
    const strike = (): Promise<void> => loseLeaders(stage, { topic: catalogueTopic, how: 'stopped', times: 2 });
    // The leader has to change while a batch is under way that another broker has answered already.
    let published = await publishedBy(stage.deployment, stage.witness);
    for (let round = 0; round < roundsMax && published.wrong.missing.length === 0; round += 1) {
      await doWhile(strike, () => makeCampaigns(api, campaignsAtOnce));
      await atRest();
      published = await publishedBy(stage.deployment, stage.witness);
    }
    tellWithout('our own repeats', published);
    expect(await stage.witness.waitingIn('catalog')).toBe(0);
    expect(published.wrong.missing.length).toBeGreaterThan(0);
  }, 900_000);
});

import { afterAll, beforeAll } from '@jest/globals';

import { inShort, isShort } from '../src/faults/size.js';
import { startStage, type Stage } from '../src/faults/stage.js';
import { describeBrokersKilled } from './suites/brokers-killed.js';
import { describeKilledInABurst } from './suites/killed-in-a-burst.js';
import { describeLeadersKilled } from './suites/leaders-killed.js';
import { describePostgresqlAway } from './suites/postgresql-away.js';
import { describeRebalances } from './suites/rebalances.js';
import { describeRelays } from './suites/relays.js';
import { describeStoppedUnderLoad, stopDelayMs } from './suites/stopped-under-load.js';

// One deployment for all of them: to start it takes longer than most faults.
let stage: Stage;

beforeAll(async () => {
  stage = await startStage({
    brokers: inShort(1, 3),
    isIntakeApart: !isShort,
    instances: { attribution: 2 },
    settings: { WHENCE_STOP_DELAY_MS: stopDelayMs.toString() },
  });
}, 240_000);

afterAll(async () => {
  await stage.deployment.remove();
}, 120_000);

const theStage = (): Stage => stage;

describeRelays(theStage);
describeKilledInABurst(theStage);
describePostgresqlAway(theStage);
describeBrokersKilled(theStage);
// Three brokers take as long to start as all the rest: `npm test` kills leaders in libs/platform, where no app runs.
if (!isShort) describeLeadersKilled(theStage);
// The last two leave processes behind that have ended.
describeRebalances(theStage);
describeStoppedUnderLoad(theStage);

/**
 * The whole gate, `npm test`: every step is run even if an earlier one failed, and the last line counts what the runners
 * themselves reported. `node tools/test/run.mjs unit integration` runs those steps only; what else is said goes to Jest:
 * `npm run test:unit -- libs/codes`.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

import { closingLine, countGate, countSuite, isGreen } from './count.mjs';
import { allStepNames, planFor, root, stepNames } from './steps.mjs';

const asked = process.argv.slice(2).filter((word) => allStepNames.includes(word));
const forJest = process.argv.slice(2).filter((word) => !allStepNames.includes(word));
const plan = planFor(asked.length > 0 ? asked : stepNames);
const longestName = Math.max(...allStepNames.map(({ length }) => length));

const say = (line) => process.stdout.write(`${line}\n`);
const secondsSince = (startedAt) => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;

/** Tests read their own settings, not those of the person who runs them. */
const environment = () => {
  const own = /^(WHENCE_|KAFKA_|PG[A-Z]+$|PORT$|INTAKE$|(ANALYTICS_|AFFILIATE_)?DATABASE_)/;
  const kept = Object.entries(process.env).filter(([name]) => !own.test(name));
  return { ...Object.fromEntries(kept), NODE_NO_WARNINGS: '1', NX_DAEMON: 'false', NO_COLOR: '1' };
};

const running = new Set();

/** Runs one step to its end; what it printed is shown at once when it is alone, and after it failed when it is not. */
const execute = (step, isAlone) =>
  new Promise((done) => {
    const args = step.isSuite ? [...step.args, ...forJest] : step.args;
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...environment(), ...step.settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    const hear = (chunk) => {
      if (isAlone && step.isSuite) process.stdout.write(chunk);
      else output += chunk;
    };
    // Jest tells about tests on stderr; its stdout repeats the report.
    if (!step.isSuite) child.stdout.on('data', hear);
    else child.stdout.resume();
    child.stderr.on('data', hear);
    child.once('error', (error) => hear(`${error.message}\n`));
    child.once('close', (exitCode) => {
      running.delete(child);
      done({ exitCode, output });
    });
  });

const outcomeOf = (step, exitCode) => {
  if (!step.isSuite) return countGate(exitCode);
  try {
    return countSuite(readReport(step.report), exitCode);
  } catch (error) {
    return { passed: 0, failed: 1, reasons: [`its report cannot be read: ${error.message}`] };
  }
};

const readReport = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
};

const runStep = async (step, isAlone) => {
  const startedAt = performance.now();
  say(`… ${step.name}`);
  if (step.isSuite) {
    mkdirSync(dirname(step.report), { recursive: true });
    // A report of an earlier run must not speak for this one.
    rmSync(step.report, { force: true });
  }
  const { exitCode, output } = await execute(step, isAlone);
  const outcome = outcomeOf(step, exitCode);
  const isRed = outcome.failed > 0;
  if (isRed) process.stdout.write(output);
  const counts = step.isSuite ? ` ${outcome.passed} passed, ${outcome.failed} failed` : '';
  const why = outcome.reasons.length > 0 ? ` (${outcome.reasons.join(', ')})` : '';
  say(`${isRed ? '✗' : '✓'} ${step.name.padEnd(longestName)} ${secondsSince(startedAt).padStart(8)}${counts}${why}`);
  return outcome;
};

const runLane = async (lane, isAlone) => {
  const outcomes = [];
  for (const step of lane) outcomes.push(await runStep(step, isAlone));
  return outcomes;
};

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    for (const child of running) child.kill(signal);
    process.exitCode = 1;
  });
}

const startedAt = performance.now();
const outcomes = [];
for (const lanes of plan) {
  if (process.exitCode === 1) break;
  const isAlone = lanes.length === 1;
  outcomes.push(...(await Promise.all(lanes.map((lane) => runLane(lane, isAlone)))).flat());
}
say(`all steps: ${secondsSince(startedAt)}`);
if (!isGreen(outcomes)) process.exitCode = 1;
say(closingLine(outcomes));

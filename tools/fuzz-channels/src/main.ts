import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { bodyChecker } from './check-body.js';
import { recordedPayloads } from './fixtures.js';
import { FuzzProblem } from './fuzz-problem.js';
import { mutatedBodies } from './mutations.js';
import { readOptions, type Options } from './options.js';
import { sendBodies } from './send-bodies.js';
import { blockedMsMax, Stopwatch } from './stopwatch.js';

const requestsPerProvider = 500;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Checks mutated bodies for as long as was asked; the first that fails is made as small as it will go, and shown. */
const check = ({ seed, runs, seconds }: Options, bodies: fc.Arbitrary<Buffer>): boolean => {
  const stopwatch = new Stopwatch();
  const checkBody = bodyChecker(stopwatch);
  const outcome = fc.check(
    fc.property(bodies, (body) => checkBody(body)),
    { seed, numRuns: runs, interruptAfterTimeLimit: seconds * 1000, markInterruptAsFailure: false },
  );
  say(`${outcome.numRuns} bodies, seed ${seed}${outcome.interrupted ? `, stopped after ${seconds} s` : ''}`);
  say(`the worst of each call, of at most ${blockedMsMax} ms:`);
  for (const [name, { ms, bytes }] of stopwatch.worst)
    say(`  ${ms.toFixed(1).padStart(7)} ms  ${name} (${bytes} bytes)`);
  if (!outcome.failed) return true;
  const path = join(tmpdir(), `fuzz-channels-${seed}.json`);
  writeFileSync(path, outcome.counterexample?.[0] ?? '');
  say(`\nFAILED: ${String(outcome.errorInstance)}\nby the body in ${path}`);
  return false;
};

const send = async ({ seed, url, key }: Options, bodies: fc.Arbitrary<Buffer>): Promise<boolean> => {
  if (url === undefined) return true;
  if (key === undefined) throw new FuzzProblem('--url needs --key, an owner key of that Whence');
  const answers = await sendBodies({ url, key }, fc.sample(bodies, { seed, numRuns: requestsPerProvider }));
  say(`\nanswers of ${url}: ${[...answers].map(([status, count]) => `${count} × ${status}`).join(', ')}`);
  return ![...answers.keys()].some((status) => status >= 500);
};

try {
  const options = readOptions(process.argv.slice(2), Date.now() % 2 ** 31);
  const bodies = mutatedBodies(recordedPayloads());
  const isRight = check(options, bodies) && (await send(options, bodies));
  process.exitCode = isRight ? 0 : 1;
} catch (error) {
  const text = error instanceof FuzzProblem ? error.message : String((error as Error).stack ?? error);
  process.stderr.write(`\nfuzz:channels: ${text}\n`);
  process.exitCode = 1;
}

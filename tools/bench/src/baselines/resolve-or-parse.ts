import { resolve, type Evidence } from '@whence/attribution-domain';

import { BenchProblem } from '../bench-problem.js';
import { reportJob } from '../measuring/job.js';
import { evidenceOfTen, touchpoints } from '../stage/evidence-of-ten.js';

/** Decides about one contact over and over, or parses what the decision is made from. */
const warmUpTimes = 20_000;

const text = JSON.stringify(evidenceOfTen);
/** As it comes from a database or a topic: read from text. */
const evidence = JSON.parse(text) as Evidence;
const sides: Readonly<Record<string, () => unknown>> = {
  resolve: () => resolve(evidence),
  parse: () => JSON.parse(text) as unknown,
};
const work = sides[process.argv[2] ?? ''];
if (work === undefined) throw new BenchProblem('say resolve or parse');

/** What comes out is looked at, so that none of it can be left out. */
const repeat = (times: number): void => {
  let answered = 0;
  for (let time = 0; time < times; time += 1) if (work() !== undefined) answered += 1;
  if (answered !== times) throw new BenchProblem(`of ${times} answers ${times - answered} are missing`);
};

const decision = resolve(evidence);
if (decision?.status !== 'credited' || decision.judged.length !== touchpoints) {
  throw new BenchProblem('the evidence is not what it should be');
}
repeat(warmUpTimes);
const times = Number(process.argv[3]);
await reportJob(times, async () => repeat(times));

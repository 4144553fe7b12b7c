import { readOptions } from './options.js';
import { Progress } from './progress.js';
import { SimulationProblem } from './simulation-problem.js';
import { simulate } from './simulate.js';

try {
  const options = readOptions(process.argv.slice(2), process.env);
  const isRight = await simulate(options, new Progress(process.stdout), () => Date.now());
  process.exitCode = isRight ? 0 : 1;
} catch (error) {
  const text = error instanceof SimulationProblem ? error.message : String((error as Error).stack ?? error);
  process.stderr.write(`\nsimulate: ${text}\n`);
  process.exitCode = 1;
}

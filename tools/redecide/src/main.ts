import { SystemClock } from '@whence/platform/process';

import { run } from './run.js';

/** Says what other settings or windows would have come to: `npm run redecide`. */
process.exitCode = await run({
  args: process.argv.slice(2),
  env: process.env,
  clock: new SystemClock(),
  say: (line) => process.stdout.write(`${line}\n`),
  complain: (text) => process.stderr.write(`${text}\n`),
});

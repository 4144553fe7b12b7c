import { SystemClock } from '@whence/platform/process';

import { exitCodeOf } from './exit-code.js';
import { readOptions } from './options.js';
import { replay } from './replay.js';

/** Has deliveries worked once more: `npm run replay -- --quarantine`. Exit code 2 where nobody can tell what is meant. */
const main = async (): Promise<void> => {
  await replay(readOptions(process.argv.slice(2), process.env), new SystemClock(), (line) =>
    process.stdout.write(`${line}\n`),
  );
};

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = exitCodeOf(error);
});

import { SystemClock } from '@whence/platform/process';

import { readOptions } from './options.js';
import { verifyWorkspaces } from './verify-workspaces.js';

/** Compares what is on record with what the evidence says: `npm run verify-attributions`. Exit code 1 where they differ. */
const main = async (): Promise<void> => {
  const isRight = await verifyWorkspaces(readOptions(process.argv.slice(2), process.env), new SystemClock(), (line) =>
    process.stdout.write(`${line}\n`),
  );
  if (!isRight) process.exitCode = 1;
};

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

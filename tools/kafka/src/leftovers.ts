import { readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** No test run takes longer. */
const abandonedAfterMs = 3 * 3_600_000;

/** Removes temporary folders that start like this and that a killed run left, because the guardian was killed with it. */
export const removeLeftovers = (prefix: string): void => {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const folder = join(tmpdir(), name);
    const facts = statSync(folder, { throwIfNoEntry: false });
    if (facts?.isDirectory() !== true || Date.now() - facts.mtimeMs < abandonedAfterMs) continue;
    if (process.getuid !== undefined && facts.uid !== process.getuid()) continue;
    rmSync(folder, { recursive: true, force: true });
  }
};

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const main = join(import.meta.dirname, '..', '..', 'tools', 'simulate', 'dist', 'main.js');
const outputBytesMax = 10_000_000;

/** Runs `npm run simulate` against a system; answers what it printed. Rejects with it where anything came out wrong. */
export const simulate = async (
  { url, ownerKey }: { readonly url: string; readonly ownerKey: string },
  { people, seed }: { readonly people: number; readonly seed: number },
): Promise<string> => {
  const args = [main, '--url', url, '--key', ownerKey, '--people', people.toString(), '--seed', seed.toString()];
  const options = { env: { PATH: process.env['PATH'] }, maxBuffer: outputBytesMax };
  try {
    return (await promisify(execFile)(process.execPath, args, options)).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`the simulation failed:\n${stdout ?? ''}${stderr ?? ''}`, { cause: error });
  }
};

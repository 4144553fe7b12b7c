/**
 * Builds the named projects and what they need (`node tools/build/build.mjs apps/standalone`), or the whole workspace.
 * Seconds the first time, a moment when nothing changed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const projects = process.argv.slice(2).map((folder) => join(root, folder, 'tsconfig.build.json'));

const startedAt = performance.now();
const seconds = () => Math.round((performance.now() - startedAt) / 1000);

process.stdout.write('building (up to a minute the first time) …\n');
const progress = setInterval(() => process.stdout.write(`building … ${seconds()} s\n`), 10_000);
const child = spawn(process.execPath, [tsc, '-b', ...(projects.length > 0 ? projects : [root])], { stdio: 'inherit' });
const [code] = await once(child, 'exit');
clearInterval(progress);
process.stdout.write(code === 0 ? `built in ${seconds()} s\n` : 'the build failed\n');
process.exitCode = code ?? 1;

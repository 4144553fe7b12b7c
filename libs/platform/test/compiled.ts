import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { transformFile } from '@swc/core';

const source = join(import.meta.dirname, '..', 'src');

/**
 * Folders of this package's source as JavaScript in `target`, for a process that a test can kill: Node runs no
 * TypeScript, and what is built may be older than what is tested.
 */
export const compile = async (target: string, ...folders: readonly string[]): Promise<void> => {
  await mkdir(target, { recursive: true });
  await writeFile(join(target, 'package.json'), '{ "type": "module" }');
  for (const folder of folders) {
    const names = (await readdir(join(source, folder))).filter((name) => /(?<!\.spec)\.ts$/.test(name));
    for (const name of names) await compileFile(join(source, folder, name), join(target, folder, name));
  }
};

const compileFile = async (from: string, to: string): Promise<void> => {
  const { code } = await transformFile(from, {
    swcrc: false,
    jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
    module: { type: 'es6' },
  });
  await mkdir(dirname(to), { recursive: true });
  await writeFile(to.replace(/\.ts$/, '.js'), code);
};

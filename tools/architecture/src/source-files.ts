import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

/** TypeScript files under a folder, absolute; none where the folder does not exist. */
export const sourceFilesIn = (folder: string): readonly string[] => {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
};

/** JavaScript that runs without a build, in the folder itself. */
export const scriptsIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => join(folder, name));

/** Tests stand beside the code they test, and so may the data they are made of. */
export const isTestFile = (path: string): boolean => /\.(spec|arb|builder|mother|contract-suite)\.ts$/.test(path);

/** The packages that a file imports, by name: subpaths are cut off, relative imports left out. */
export const packagesImportedBy = (path: string): readonly string[] => {
  const { importedFiles } = ts.preProcessFile(readFileSync(path, 'utf8'), true, false);
  const named = importedFiles.map(({ fileName }) => fileName).filter((name) => !/^(\.|node:)/.test(name));
  return [...new Set(named.map(packageNameOf))];
};

const packageNameOf = (specifier: string): string => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

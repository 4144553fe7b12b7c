import { readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';

import { isTestFile, sourceFilesIn } from './source-files.js';

/** The words a glossary explains: first cells of its tables, split at commas, and its headings from the third level on. */
export const wordsOf = (glossary: string): ReadonlySet<string> => {
  const cells = [...glossary.matchAll(/^\|([^|\n]+)\|/gm)].map(([, cell = '']) => cell);
  const headings = [...glossary.matchAll(/^#{3,6}\s+(.+)$/gm)].map(([, heading = '']) => heading);
  const words = [...cells, ...headings].flatMap((text) => text.split(/[,/]/)).map(plain);
  return new Set(words.filter((word) => /^[a-z]/.test(word)));
};

/** What a domain names: its chapter folders, and every file that exports a type of its own name. */
export const nounsOf = (domainFolder: string): readonly string[] => {
  const files = sourceFilesIn(domainFolder).filter((path) => !isTestFile(path));
  const chapters = files.map((path) => relative(domainFolder, path).split(sep)).filter((parts) => parts.length > 1);
  const nouns = files.filter(exportsTypeOfItsName).map((path) => basename(path, '.ts'));
  return [...new Set([...chapters.map(([chapter = '']) => chapter), ...nouns].map(plain))].sort();
};

/** The nouns that a glossary leaves unexplained; a plural counts as its singular. */
export const unexplained = (nouns: readonly string[], words: ReadonlySet<string>): readonly string[] =>
  nouns.filter((noun) => !words.has(noun) && !words.has(noun.replace(/s$/, '')) && !words.has(`${noun}s`));

const exportsTypeOfItsName = (path: string): boolean => {
  const pascal = basename(path, '.ts').replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
  const declaration = new RegExp(String.raw`^export (type|interface|abstract class|class) ${pascal}\b`, 'm');
  return declaration.test(readFileSync(path, 'utf8'));
};

const plain = (text: string): string => text.replace(/[`*_]/g, '').replaceAll('-', ' ').trim().toLowerCase();

/** The glossary of the workspace at `root`. */
export const readGlossary = (root: string): string => readFileSync(join(root, 'docs/glossary.md'), 'utf8');

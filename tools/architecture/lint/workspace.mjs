import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { layers } from './layers.mjs';

export const workspaceRoot = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/**
 * @typedef {object} Project
 * @property {string} name the package's name
 * @property {string} folder relative to the workspace, such as `libs/catalog`
 * @property {string} layer
 * @property {string} scope
 * @property {readonly string[]} tags
 * @property {Readonly<Record<string, unknown>>} manifest its package.json
 */

/** Every project of the workspace, with layer and scope; throws where a project has none. */
export const projectsOfWorkspace = () => {
  const { workspaces } = readJson(join(workspaceRoot, 'package.json'));
  return workspaces.flatMap(foldersOf).map(toProject);
};

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

const foldersOf = (pattern) => {
  const folders = pattern.split('/').reduce((parents, part) => parents.flatMap((parent) => step(parent, part)), ['']);
  return folders.filter((folder) => existsSync(join(workspaceRoot, folder, 'package.json')));
};

const step = (parent, part) => {
  if (part !== '*') return [join(parent, part)];
  const entries = readdirSync(join(workspaceRoot, parent), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    .map((entry) => join(parent, entry.name));
};

const toProject = (folder) => {
  const manifest = readJson(join(workspaceRoot, folder, 'package.json'));
  const tags = manifest.nx?.tags ?? [];
  const layer = valueOf(tags, 'layer:');
  const scope = valueOf(tags, 'scope:');
  if (!layers.some(({ name }) => name === layer))
    throw new Error(`${folder}/package.json: no known layer among ${tags}`);
  if (scope === undefined) throw new Error(`${folder}/package.json: no scope among ${tags}`);
  return { name: manifest.name, folder, layer, scope, tags, manifest };
};

const valueOf = (tags, prefix) => tags.find((tag) => tag.startsWith(prefix))?.slice(prefix.length);

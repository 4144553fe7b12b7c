import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { projectsOfWorkspace, workspaceRoot, type Manifest, type Project } from '../lint/workspace.mjs';
import { isTestFile, packagesImportedBy, scriptsIn, sourceFilesIn } from './source-files.js';

const projects = projectsOfWorkspace();
const byName = new Map(projects.map((project) => [project.name, project]));
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(workspaceRoot, path), 'utf8'));
const root = readJson('package.json') as Manifest;

const workbench = ['testing', 'tool', 'e2e'];
const isWorkspacePackage = (name: string): boolean => name.startsWith('@whence/');

const importedBy = (project: Project): readonly string[] => {
  const folder = join(workspaceRoot, project.folder);
  const files = [...sourceFilesIn(join(folder, 'src')), ...scriptsIn(folder)].filter((path) => !isTestFile(path));
  return [...new Set(files.flatMap(packagesImportedBy))].filter((name) => name !== project.name).sort();
};

const declaredBy = ({ manifest }: Project): readonly string[] =>
  Object.keys(manifest.dependencies ?? {})
    .filter(isWorkspacePackage)
    .sort();

const referencedBy = ({ folder }: Project): readonly string[] => {
  const { references = [] } = readJson(`${folder}/tsconfig.build.json`) as { references?: readonly { path: string }[] };
  const folders = references.map(({ path }) => relative(workspaceRoot, join(workspaceRoot, folder, path, '..')));
  return folders.map((target) => projects.find((project) => project.folder === target)?.name ?? target).sort();
};

const cases = projects.map((project) => ({ name: project.name, project }));

describe('a package.json says what its project imports', () => {
  it.each(cases)('$name declares the workspace packages it imports, and no others', ({ project }) => {
    expect(declaredBy(project)).toEqual(importedBy(project).filter(isWorkspacePackage));
  });

  it.each(cases)('$name is built after what it declares', ({ project }) => {
    expect(referencedBy(project)).toEqual(declaredBy(project));
  });

  it.each(cases.filter(({ project }) => !workbench.includes(project.layer)))(
    '$name runs on packages that are installed in production',
    ({ project }) => {
      // A contract's schema tools serve its door for tests and its generator.
      const known = [root.dependencies, project.layer === 'contract' ? root.devDependencies : {}];
      const installed = new Set(known.flatMap((names) => Object.keys(names ?? {})));
      const packages = importedBy(project).filter((name) => !isWorkspacePackage(name));
      expect(packages.filter((name) => !installed.has(name))).toEqual([]);
    },
  );

  it('no package is declared that the workspace does not have', () => {
    expect(projects.flatMap(declaredBy).filter((name) => !byName.has(name))).toEqual([]);
  });
});

describe('an app is a module that others can mount', () => {
  const apps = projects.filter(({ layer }) => layer === 'app').map((project) => ({ name: project.name, project }));

  it.each(apps)('$name exports its Nest module as ./module', ({ project }) => {
    const door = project.manifest.exports?.['./module'];
    expect(typeof door).toBe('object');
    const source = (door as Readonly<Record<string, string>>)['@whence/source'] ?? '';
    const path = join(workspaceRoot, project.folder, source);
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, 'utf8')).toMatch(/@Module\([\s\S]*export class \w+Module\b/);
  });
});

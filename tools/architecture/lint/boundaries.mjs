import { layers, layersOfOneScope, sharedScopes, tagOfToolsForTheBundle } from './layers.mjs';

const layerTag = (name) => `layer:${name}`;
const everyTag = ['*'];

/** What a test may import beyond its layer's row: fakes, a database, and the schemas that events are checked against. */
const layersForTests = ['testing', 'tool', 'contract'];

const rowOf = ({ name, imports, isProduction }, isTest) => {
  if (imports === 'any') return { sourceTag: layerTag(name), onlyDependOnLibsWithTags: everyTag };
  const tags = [...imports, ...(isTest && isProduction ? layersForTests : [])].map(layerTag);
  if (name === 'bundle') tags.push(tagOfToolsForTheBundle);
  return { sourceTag: layerTag(name), onlyDependOnLibsWithTags: tags };
};

const ownScopeOnly = (layer, scope, isTest) => ({
  allSourceTags: [layerTag(layer), `scope:${scope}`],
  onlyDependOnLibsWithTags: [
    `scope:${scope}`,
    ...sharedScopes.map((shared) => `scope:${shared}`),
    ...(isTest ? ['scope:tools'] : []),
  ],
});

/** Options of `@nx/enforce-module-boundaries` for production code, or for the tests beside it. */
export const boundaryOptions = (projects, { isTest }) => {
  const scoped = projects.filter(({ layer }) => layersOfOneScope.includes(layer));
  return {
    allow: [],
    enforceBuildableLibDependency: false,
    banTransitiveDependencies: false,
    // A test may use a tool that is itself made of the project under test (a database with its migrations). Production
    // code never imports testing or tool, so no real circle hides behind this.
    ignoredCircularDependencies: [
      ['*', 'tag:layer:tool'],
      ['*', 'tag:layer:testing'],
    ],
    depConstraints: [
      ...layers.map((layer) => rowOf(layer, isTest)),
      ...scoped.map(({ layer, scope }) => ownScopeOnly(layer, scope, isTest)),
    ],
  };
};

const testData = {
  regex: '^\\.{1,2}/.*\\.(arb|builder|mother|contract-suite|spec)\\.js$',
  message: 'Production code imports no test data.',
};

/** Options of `no-restricted-imports` for one layer's production code: its npm packages and Node's built-in modules. */
export const packageOptions = ({ name, npm, node, isProduction }) => {
  const patterns = isProduction ? [testData] : [];
  if (!node) {
    patterns.push({ regex: '^node:', message: `The ${name} layer uses no Node built-in module.` });
  }
  if (npm !== 'any') {
    const allowed = npm.map((entry) => (entry.endsWith('/*') ? `${entry.slice(0, -1)}` : `${entry}(/|$)`));
    const outside = ['\\.{1,2}(/|$)', '@whence/', 'node:', ...allowed].join('|');
    const list = npm.length === 0 ? 'no npm package' : `only ${npm.join(', ')}`;
    patterns.push({ regex: `^(?!${outside})`, message: `The ${name} layer imports ${list}.` });
  }
  return { patterns };
};

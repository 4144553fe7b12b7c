import { corePlaces, places, testAt, type Plant } from './plant.js';

const npmRule = '@typescript-eslint/no-restricted-imports';
const doorRule = 'whence/package-door';

const importing = (plant: Omit<Plant, 'violation' | 'instead'>, refused: string, allowed: string): Plant => ({
  ...plant,
  violation: `import '${refused}';\n`,
  instead: `import '${allowed}';\n`,
});

const coreImportsNothing = corePlaces.flatMap((at): readonly Plant[] => [
  importing({ what: `an npm package in ${at}`, rule: npmRule, at }, 'pg', './index.js'),
  importing({ what: `a Node built-in module in ${at}`, rule: npmRule, at }, 'node:crypto', './index.js'),
  importing({ what: `a Node built-in module without its prefix in ${at}`, rule: npmRule, at }, 'fs', './index.js'),
  {
    what: `an export of an npm package's names in ${at}`,
    rule: npmRule,
    at,
    violation: "export { ulid } from 'ulid';\n",
    instead: "export { answer } from './answer.js';\n",
  },
]);

/** Which npm packages a layer imports, and through which doors it reaches the workspace's packages. */
export const packagePlants: readonly Plant[] = [
  ...coreImportsNothing,
  importing(
    { what: 'test data in production code', rule: npmRule, at: places.kernel },
    './text-code.arb.js',
    './text-code.js',
  ),
  importing({ what: 'TypeORM in an app', rule: npmRule, at: places.app }, 'typeorm', '@nestjs/common'),
  importing(
    { what: 'a built-in module without its prefix in an app', rule: npmRule, at: places.app },
    'http',
    'node:http',
  ),
  importing({ what: 'Fastify in the bundle', rule: npmRule, at: places.bundle }, 'fastify', '@nestjs/core'),
  importing({ what: 'a database driver in a contract', rule: npmRule, at: places.contract }, 'pg', 'ajv'),
  importing(
    { what: 'a deep import past a door', rule: doorRule, at: places.app },
    '@whence/catalog/src/link.row.js',
    '@whence/catalog',
  ),
  importing(
    { what: 'a deep import of built code', rule: doorRule, at: places.tool },
    '@whence/catalog/dist/index.js',
    '@whence/catalog',
  ),
  importing(
    { what: 'a package that does not exist', rule: doorRule, at: places.adapter },
    '@whence/no-such-package',
    '@whence/platform/postgres',
  ),
  importing(
    { what: 'a subpath that platform does not have', rule: doorRule, at: places.adapter },
    '@whence/platform',
    '@whence/platform/outbox',
  ),
  importing(
    { what: "production code that imports a package's door for tests", rule: doorRule, at: places.adapter },
    '@whence/contracts-events/testing',
    '@whence/contracts-events',
  ),
  {
    what: 'a deep import that is typed only',
    rule: doorRule,
    at: places.app,
    violation: "export type { LinkRow } from '@whence/catalog/src/link.row.js';\n",
    instead: "export type { LinkRow } from './link.row.js';\n",
  },
  {
    what: 'a deep import at run time, in a test too',
    rule: doorRule,
    at: testAt(places.adapter),
    violation: "await import('@whence/catalog/src/link.row.js');\n",
    instead: "await import('@whence/contracts-events/testing');\n",
  },
];

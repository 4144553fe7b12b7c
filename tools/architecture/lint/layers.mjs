/**
 * The layer table: what each layer may import. `docs/adr` says why; `planted-violations.arch.spec.ts` shows that every
 * row is held.
 *
 * @typedef {object} Layer
 * @property {string} name the tag `layer:<name>` in a project's package.json
 * @property {readonly string[] | 'any'} imports layers of the workspace it may import
 * @property {readonly string[] | 'any'} npm packages it may import; `@scope/*` stands for a whole scope
 * @property {boolean} node whether it may import Node's built-in modules
 * @property {boolean} isCore pure: no clock, no chance, no decorator, no process
 * @property {boolean} isProduction runs for customers: never imports testing, tool or e2e
 * @property {boolean} ownsTime may read the system's clock; everybody else is handed the time
 */

const core = { npm: [], node: false, isCore: true, isProduction: true, ownsTime: false };
const edge = { npm: 'any', node: true, isCore: false, isProduction: true, ownsTime: false };
const workbench = { imports: 'any', npm: 'any', node: true, isCore: false, isProduction: false, ownsTime: true };

const nest = ['@nestjs/*', 'fastify', 'class-validator', 'class-transformer', 'rxjs', 'reflect-metadata'];
const schemaTools = ['ajv', 'ajv-formats', 'json-schema-to-typescript'];
const everythingBelowApps = ['kernel', 'domain', 'application', 'adapter', 'thin', 'contract', 'platform'];

/** @type {readonly Layer[]} */
export const layers = [
  { name: 'kernel', ...core, imports: ['kernel'] },
  { name: 'domain', ...core, imports: ['kernel', 'domain'] },
  { name: 'application', ...core, imports: ['kernel', 'domain'] },
  { name: 'adapter', ...edge, imports: ['kernel', 'domain', 'application', 'contract', 'platform'] },
  { name: 'thin', ...edge, imports: ['kernel', 'contract', 'platform'] },
  { name: 'contract', ...edge, imports: [], npm: schemaTools },
  { name: 'platform', ...edge, imports: ['platform'], ownsTime: true },
  { name: 'app', ...edge, imports: everythingBelowApps, npm: nest },
  { name: 'bundle', ...edge, imports: ['app', 'contract', 'platform'], npm: ['@nestjs/*'], ownsTime: true },
  { name: 'testing', ...workbench },
  { name: 'tool', ...workbench },
  { name: 'e2e', ...workbench },
];

/** Layers that cut along a business context: they import their own scope and what is nobody's. */
export const layersOfOneScope = ['domain', 'application', 'adapter'];

/** Scopes that belong to no business context. */
export const sharedScopes = ['kernel', 'contracts', 'platform'];

/** Marks the one tool that production may import: standalone starts PostgreSQL with it. */
export const tagOfToolsForTheBundle = 'started-by:bundle';

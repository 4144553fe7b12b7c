import { places, testAt, type Plant } from './plant.js';

const rule = '@nx/enforce-module-boundaries';

const across = (what: string, at: string, packages: { readonly refused: string; readonly allowed: string }): Plant => ({
  what,
  rule,
  at,
  violation: `import '${packages.refused}';\n`,
  instead: `import '${packages.allowed}';\n`,
});

/** Contexts meet in events and in ports that an app wires; they never import each other. */
export const contextPlants: readonly Plant[] = [
  across('a domain that imports another context', places.domain, {
    refused: '@whence/affiliate-domain',
    allowed: '@whence/signals',
  }),
  across('a use case that imports another context', places.application, {
    refused: '@whence/affiliate-domain',
    allowed: '@whence/attribution-domain',
  }),
  across('rows of one context that import another context', places.adapter, {
    refused: '@whence/affiliate-application',
    allowed: '@whence/attribution-application',
  }),
  across('a translator that imports attribution', places.channel, {
    refused: '@whence/attribution-domain',
    allowed: '@whence/signals',
  }),
  across('a translator that imports another translator', places.channel, {
    refused: '@whence/channel-meta-graph',
    allowed: '@whence/platform/json',
  }),
  across('a thin context that imports a thin context', places.thin, {
    refused: '@whence/intake',
    allowed: '@whence/platform/postgres',
  }),
  across('a thin context that imports attribution', places.thin, {
    refused: '@whence/attribution-application',
    allowed: '@whence/codes',
  }),
  across('a test of one context that imports another', testAt(places.thin), {
    refused: '@whence/attribution-persistence',
    allowed: '@whence/test-database',
  }),
  across('an app that imports an app', places.app, {
    refused: '@whence/app-attribution/module',
    allowed: '@whence/attribution-application',
  }),
  across('a bundle that reaches past the apps', places.bundle, {
    refused: '@whence/catalog',
    allowed: '@whence/app-redirect/module',
  }),
  across('a bundle that imports a tool it does not start', places.bundle, {
    refused: '@whence/simulate',
    allowed: '@whence/embedded-postgres',
  }),
  {
    what: 'a relative import across projects',
    rule,
    at: places.adapter,
    violation: "import '../../domain/src/index.js';\n",
    instead: "import '@whence/attribution-domain';\n",
  },
  {
    what: 'a project that imports itself by name',
    rule,
    at: places.adapter,
    violation: "import '@whence/attribution-persistence';\n",
    instead: "import './index.js';\n",
  },
];

/**
 * Shared Jest settings. Tests run as native ES modules, the module system production runs
 * (NestJS 12 is published as ES modules only); swc emits the decorator metadata that Nest needs.
 */
export const preset = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  // The source condition makes tests read library sources: nothing has to be built first.
  testEnvironmentOptions: { customExportConditions: ['@whence/source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    // @fastify/static requires this ES module, which Jest cannot do before Node 24: it gets it as CommonJS.
    'node_modules/content-disposition/.*\\.js$': ['@swc/jest', { swcrc: false, module: { type: 'commonjs' } }],
    '\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!content-disposition/)'],
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/.nx/', '<rootDir>/.whence/'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/violations/'],
  clearMocks: true,
};

import { preset } from './jest.preset.mjs';

/** Integration tests: a real PostgreSQL, started once for the run; a database for each test file. */
export default {
  ...preset,
  displayName: 'integration',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/tools'],
  testMatch: ['**/*.int.spec.ts'],
  globalSetup: '<rootDir>/tools/test-database/jest-global-setup.mjs',
  globalTeardown: '<rootDir>/tools/test-database/jest-global-teardown.mjs',
  testTimeout: 30_000,
  maxWorkers: 2,
};

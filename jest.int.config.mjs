import { preset } from './jest.preset.mjs';

/** Integration tests: a real PostgreSQL, started once for the run, and a database for each test file; one Kafka where a test asks. */
export default {
  ...preset,
  displayName: 'integration',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/tools'],
  testMatch: ['**/*.int.spec.ts'],
  globalSetup: '<rootDir>/tools/test/jest-int-global-setup.mjs',
  globalTeardown: '<rootDir>/tools/test/jest-int-global-teardown.mjs',
  testTimeout: 30_000,
  maxWorkers: 2,
};

import { preset } from './jest.preset.mjs';

/** Journeys over the built code, one file after the other; they share one running system, except those that kill theirs. */
export default {
  ...preset,
  displayName: 'e2e',
  roots: ['<rootDir>/e2e/journeys'],
  testMatch: ['**/*.e2e.spec.ts'],
  globalSetup: '<rootDir>/e2e/jest-global-setup.mjs',
  globalTeardown: '<rootDir>/e2e/jest-global-teardown.mjs',
  testTimeout: 120_000,
  maxWorkers: 1,
};

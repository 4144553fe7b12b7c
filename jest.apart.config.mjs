import { preset } from './jest.preset.mjs';

/**
 * The same journeys with every app in a process of its own and Kafka between them, one file after the other. Those that
 * kill or stop standalone, move its clock or tell it where the providers are, are about standalone.
 */
export default {
  ...preset,
  displayName: 'apart',
  roots: ['<rootDir>/e2e/journeys', '<rootDir>/e2e/apart'],
  testMatch: ['**/*.e2e.spec.ts'],
  testPathIgnorePatterns: [
    ...preset.testPathIgnorePatterns,
    'killed-in-a-burst\\.e2e\\.spec\\.ts$',
    'a-subscription-is-lost-and-found\\.e2e\\.spec\\.ts$',
    'by-the-clock\\.e2e\\.spec\\.ts$',
    'stopped-and-started-again\\.e2e\\.spec\\.ts$',
  ],
  globalSetup: '<rootDir>/e2e/apart/jest-global-setup.mjs',
  globalTeardown: '<rootDir>/e2e/apart/jest-global-teardown.mjs',
  testSequencer: '<rootDir>/e2e/apart/records-last.mjs',
  testTimeout: 120_000,
  maxWorkers: 1,
};

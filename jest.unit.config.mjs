import { availableParallelism } from 'node:os';

import { preset } from './jest.preset.mjs';

/** Unit tests: pure code, nothing installed, seconds. */
export default {
  ...preset,
  displayName: 'unit',
  // Jest would leave one of two processors to itself, and it has nothing to do.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/tools'],
  testMatch: ['**/*.spec.ts', '**/*.spec.mjs'],
  testPathIgnorePatterns: [
    ...preset.testPathIgnorePatterns,
    '\\.int\\.spec\\.ts$',
    '\\.e2e\\.spec\\.ts$',
    '\\.arch\\.spec\\.ts$',
  ],
};

import { preset } from './jest.preset.mjs';

/** Only in a long run: the same faults with a guard taken out, which must be found. */
const atLength = 'without-guards\\.fault\\.spec\\.ts$';

/** What goes wrong in production, on real processes. Each file has a deployment of its own; `WHENCE_FAULTS=short` does less. */
export default {
  ...preset,
  displayName: 'faults',
  roots: ['<rootDir>/e2e/faults'],
  testMatch: ['**/*.fault.spec.ts'],
  testPathIgnorePatterns: [
    ...preset.testPathIgnorePatterns,
    ...(process.env.WHENCE_FAULTS === 'short' ? [atLength] : []),
  ],
  globalSetup: '<rootDir>/e2e/faults/jest-global-setup.mjs',
  testTimeout: 120_000,
  maxWorkers: 1,
};

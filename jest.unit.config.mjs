import { preset } from './jest.preset.mjs';

/** Unit tests: pure code, nothing installed, seconds. */
export default {
  ...preset,
  displayName: 'unit',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/tools'],
  testMatch: ['**/*.spec.ts', '**/*.spec.mjs'],
  testPathIgnorePatterns: [
    ...preset.testPathIgnorePatterns,
    '\\.int\\.spec\\.ts$',
    '\\.e2e\\.spec\\.ts$',
    '\\.arch\\.spec\\.ts$',
  ],
};

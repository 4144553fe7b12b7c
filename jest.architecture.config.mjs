import { preset } from './jest.preset.mjs';

/** Architecture: every rule is shown to catch a planted violation. */
export default {
  ...preset,
  displayName: 'architecture',
  roots: ['<rootDir>/tools/architecture'],
  testMatch: ['**/*.arch.spec.ts'],
  testTimeout: 240_000,
};

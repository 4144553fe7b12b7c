import { preset } from './jest.preset.mjs';

/** Journeys over the built code, one file at a time: each file starts processes of its own. */
export default {
  ...preset,
  displayName: 'e2e',
  roots: ['<rootDir>/e2e'],
  testMatch: ['**/*.e2e.spec.ts'],
  testTimeout: 120_000,
  maxWorkers: 1,
};

/**
 * Mutation testing, `npm run test:mutation`: changes the domain in one small way after another, and says which changes no
 * test has noticed. A part of it: `npm run test:mutation -- --mutate 'libs/attribution/domain/src/entry/*.ts'`.
 * docs/mutation-testing.md has what was found.
 */
export default {
  mutate: ['libs/attribution/domain/src/**/*.ts', '!libs/attribution/domain/src/**/*.spec.ts'],
  testRunner: 'jest',
  jest: { configFile: 'jest.mutation.config.mjs', enableFindRelatedTests: false },
  testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
  coverageAnalysis: 'perTest',
  // Two processors are what a small machine has; each runner tries its mutants one after the other.
  concurrency: 2,
  // Jest cannot let go of native modules it has loaded: a runner is replaced before it holds too much memory.
  maxTestRunnerReuse: 25,
  // What is copied for the mutants to live in.
  ignorePatterns: [
    '**',
    '!package.json',
    '!jest.*.mjs',
    '!tools/test/until-the-first-failure.cjs',
    '!libs/attribution/domain/**',
    '!libs/attribution/testing/**',
  ],
  tempDirName: '.cache/mutation',
  reporters: ['clear-text', 'progress-append-only', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: '.cache/mutation.json' },
  thresholds: { high: 95, low: 90, break: 85 },
};

import { preset } from './jest.preset.mjs';

// A mutant lives or dies by a hundred samples, always the same ones; ten thousand for each would take days.
process.env.WHENCE_PROPERTY_RUNS ??= '100';
process.env.PROPERTY_SEED ??= '42';

/** The domain's own tests, as mutants of it are tried on them: in a copy of the tree, where nothing is installed. */
export default {
  ...preset,
  displayName: 'mutation',
  roots: ['<rootDir>/libs/attribution/domain/test'],
  testMatch: ['**/every-spec.ts'],
  testEnvironment: `${import.meta.dirname}/tools/test/until-the-first-failure.cjs`,
  moduleNameMapper: {
    ...preset.moduleNameMapper,
    // By its name the domain would be the installed one, which has no mutants.
    '^@whence/attribution-(domain|testing)$': '<rootDir>/libs/attribution/$1/src/index.ts',
  },
};

import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

import { boundaryOptions, packageOptions } from './tools/architecture/lint/boundaries.mjs';
import { layers } from './tools/architecture/lint/layers.mjs';
import { whence } from './tools/architecture/lint/rules/index.mjs';
import * as syntax from './tools/architecture/lint/syntax.mjs';
import { projectsOfWorkspace } from './tools/architecture/lint/workspace.mjs';

// Nx's boundary rule reads a cached project graph and checks nothing where there is none: make it fresh before linting.
process.env['NX_DAEMON'] ??= 'false';
await createProjectGraphAsync({ exitOnError: true, resetDaemonClient: true });

const projects = projectsOfWorkspace();
/** Tests, and the data they are made of. */
const tests = [
  '**/*.spec.ts',
  '**/*.{arb,builder,mother,contract-suite}.ts',
  '{apps,libs}/**/test/**/*.ts',
  'tools/*/test/**/*.ts',
];
const filesOf = (isMember) => projects.filter(isMember).map(({ folder }) => `${folder}/**/*.ts`);
const filesOfLayer = (layer) => filesOf((project) => project.layer === layer.name);

const sizes = {
  'max-lines': ['error', { max: 250 }],
  'max-lines-per-function': ['error', { max: 70 }],
  complexity: ['error', { max: 10 }],
};

/** Rules of the strict sets that fight the way code is written here, each with its reason. */
const relaxed = {
  // Numbers print as everybody expects.
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  // Nest modules and controllers are classes for their decorator's sake.
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowConstructorOnly: true }],
  // `(tx) => tx.query(…)` and `isDone ? resolve() : reject(error)` read better than blocks of one statement.
  '@typescript-eslint/no-confusing-void-expression': 'off',
  // `[...text]` walks code points, and `{ ...answer }` copies a plain shape: both are meant.
  '@typescript-eslint/no-misused-spread': 'off',
  // `async` promises that a defect becomes a rejection, with or without an `await`.
  '@typescript-eslint/require-await': 'off',
  // A named interface with a call signature can be documented and implemented.
  '@typescript-eslint/prefer-function-type': 'off',
  // `{ [name: string]: Json }` may refer to itself; `Record` may not.
  '@typescript-eslint/consistent-indexed-object-style': 'off',
  // `query<Row>(sql)` says what the caller expects of a statement; nothing else could.
  '@typescript-eslint/no-unnecessary-type-parameters': 'off',
  // Answers are plain objects of their class's shape; the class is there for its decorators.
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  // It asks for the `!` that no-non-null-assertion refuses.
  '@typescript-eslint/non-nullable-type-assertion-style': 'off',
  '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
};

const strict = {
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/strict-boolean-expressions': 'error',
  '@typescript-eslint/prefer-readonly': 'error',
  // The rule leaves files with decorators alone: their constructor types are needed at run time.
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
};

/** What one layer's production code may import and say. */
const productionRules = (layer) => {
  const said = [...syntax.everywhere];
  if (layer.isProduction) said.push(...syntax.withoutChance);
  if (layer.isCore) said.push(...syntax.pure);
  else if (!layer.ownsTime) said.push(...syntax.withoutClock);
  if (['app', 'thin', 'adapter'].includes(layer.name)) said.push(...syntax.registersNothingGlobal);
  return {
    files: filesOfLayer(layer),
    ignores: tests,
    rules: {
      'no-restricted-syntax': ['error', ...said],
      'no-restricted-globals': layer.isCore ? ['error', ...syntax.globalsOutsideTheCore] : 'off',
      '@typescript-eslint/no-restricted-imports': ['error', packageOptions(layer)],
      'whence/package-door': ['error', { isTest: !layer.isProduction }],
      ...(layer.isCore ? { complexity: ['error', { max: 8 }] } : {}),
      // Health and metrics are asked by machines that have no key.
      ...(layer.name === 'platform' ? { 'whence/controller-is-authenticated': 'off' } : {}),
    },
  };
};

export default tseslint.config(
  { ignores: ['**/dist', '**/node_modules', '**/*.generated.ts', '.nx', '.cache', '.whence', 'coverage'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    // One program for the whole workspace: a program per project would be built thirty times.
    languageOptions: { parserOptions: { project: ['./tsconfig.check.json'], tsconfigRootDir: import.meta.dirname } },
    plugins: { '@nx': nx, whence },
    rules: {
      ...sizes,
      ...strict,
      ...relaxed,
      'no-restricted-syntax': ['error', ...syntax.everywhere],
      '@nx/enforce-module-boundaries': ['error', boundaryOptions(projects, { isTest: false })],
      'whence/controller-is-authenticated': 'error',
      'whence/event-has-schema': 'error',
      'whence/relation-is-wrapped': 'error',
    },
  },
  ...layers.map(productionRules).filter(({ files }) => files.length > 0),
  {
    files: tests,
    rules: {
      '@nx/enforce-module-boundaries': ['error', boundaryOptions(projects, { isTest: true })],
      'whence/package-door': ['error', { isTest: true }],
      // A describe block is a chapter, not a function.
      'max-lines-per-function': 'off',
      // A test may name an event or mount a route that nobody publishes.
      'whence/controller-is-authenticated': 'off',
      'whence/event-has-schema': 'off',
      // Expected values are literals, and matchers are typed `any`.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    rules: {
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Exports have names: no `export *`.' },
      ],
      'max-lines': ['error', { max: 250 }],
    },
  },
  prettier,
);

import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');
const bin = (...path) => join(root, 'node_modules', ...path);

/** A step without tests: it holds or it does not. */
const gate = (name, ...args) => ({ name, args, isSuite: false });

/** A Jest suite; `report` is the file Jest writes its own counts to, `settings` are its environment variables. */
const suite = (name, config, settings = {}) => {
  const report = join(root, '.cache', 'test', `${name}.json`);
  const options = ['-c', join(root, config), '--json', `--outputFile=${report}`];
  const args = ['--experimental-vm-modules', bin('jest', 'bin', 'jest.js'), ...options];
  return { name, args, isSuite: true, report, settings };
};

/** Everything `npm test` runs, by the name it is asked for with. Each is one Node process. */
const steps = [
  gate('build', bin('typescript', 'bin', 'tsc'), '-b', root),
  gate('types', bin('typescript', 'bin', 'tsc'), '-p', join(root, 'tsconfig.check.json')),
  gate('lint', bin('eslint', 'bin', 'eslint.js'), '.', '--max-warnings=0'),
  gate('format', bin('prettier', 'bin', 'prettier.cjs'), '--check', '.', '--log-level=warn'),
  suite('architecture', 'jest.architecture.config.mjs'),
  suite('unit', 'jest.unit.config.mjs'),
  suite('integration', 'jest.int.config.mjs'),
  suite('e2e', 'jest.e2e.config.mjs'),
  suite('apart', 'jest.apart.config.mjs'),
  suite('faults-in-short', 'jest.faults.config.mjs', { WHENCE_FAULTS: 'short' }),
];

/** What is run only when it is asked for: the same as a step of `npm test`, and much longer. */
const onDemand = [suite('faults', 'jest.faults.config.mjs')];

/**
 * What runs after what: stages one after the other, the lanes of a stage side by side (two: the machines that run this
 * have two cores), the steps of a lane in turn. The journeys kill and restart processes, so nothing runs beside them.
 */
const stages = [
  [['build']],
  [
    ['types', 'lint'],
    ['format', 'architecture', 'unit'],
  ],
  [['integration']],
  [['e2e']],
  [['apart']],
  [['faults-in-short']],
  [['faults']],
];

/** What `npm test` runs. */
export const stepNames = steps.map(({ name }) => name);

/** Every name a step can be asked for with. */
export const allStepNames = [...steps, ...onDemand].map(({ name }) => name);

/** The stages, with nothing but the wanted steps in them. */
export const planFor = (wanted) =>
  stages
    .map((lanes) =>
      lanes
        .map((lane) => [...steps, ...onDemand].filter(({ name }) => lane.includes(name) && wanted.includes(name)))
        .filter(({ length }) => length > 0),
    )
    .filter(({ length }) => length > 0);

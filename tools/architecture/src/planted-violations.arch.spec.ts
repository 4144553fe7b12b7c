import { beforeAll, describe, expect, it } from '@jest/globals';

import { lintInMemory, type LintFinding, type LintReport } from './lint-in-memory.js';
import { contextPlants } from './planted/context.plants.js';
import { housePlants } from './planted/house.plants.js';
import { layerPairs } from './planted/layer-table.js';
import { packagePlants } from './planted/package.plants.js';
import type { Plant } from './planted/plant.js';
import { purityPlants } from './planted/purity.plants.js';
import { shapePlants } from './planted/shape.plants.js';
import { typedPlants } from './planted/typed.plants.js';

const chapters: Readonly<Record<string, readonly Plant[]>> = {
  'contexts meet in events and ports only': contextPlants,
  'packages have doors, and layers their npm packages': packagePlants,
  'the core is handed time, identity and chance': purityPlants,
  'sizes and exports': shapePlants,
  'what the compiler knows': typedPlants,
  "the house's own rules": housePlants,
};
const plants = Object.values(chapters).flat();

/** Every planted file gets a name of its own, so that one program can hold them all. */
const nameFor = (at: string, index: number): string => at.replace(/planted/, `planted-${index}`);

const files = [
  ...layerPairs.map(({ at, code }) => ({ at, code })),
  ...plants.map(({ at, violation }) => ({ at, code: violation })),
  ...plants.map(({ at, instead }) => ({ at, code: instead })),
].map(({ at, code }, index) => ({ path: nameFor(at, index), code }));

let report: LintReport;
beforeAll(async () => {
  report = await lintInMemory(files);
});

const findings = (index: number): readonly LintFinding[] => report.results[index]?.messages ?? [];
const namesOf = (found: readonly LintFinding[]): string =>
  [...new Set(found.map(({ ruleId, message }) => ruleId ?? message.replace(/^Unused/, 'unused').replace(/ \(.*/, '')))]
    .sort()
    .join(', ');

describe('layers import what the table allows', () => {
  it.each(layerPairs.map((pair, index) => ({ ...pair, index, verdict: pair.isAllowed ? 'may' : 'may not' })))(
    '$from $verdict import $to',
    ({ index, isAllowed }) => {
      expect(namesOf(findings(index))).toBe(isAllowed ? '' : '@nx/enforce-module-boundaries');
    },
  );
});

describe.each(Object.entries(chapters))('%s', (_, chapter) => {
  it.each(chapter.map((plant) => ({ ...plant, index: layerPairs.length + plants.indexOf(plant) })))(
    'refuses $what',
    ({ index, rule }) => {
      expect(namesOf(findings(index))).toBe(rule);
      expect(findings(index + plants.length)).toEqual([]);
    },
  );
});

describe('no rule goes unproved', () => {
  it('every restriction in force has refused something', () => {
    const said = report.results.flatMap(({ messages }) => messages.map(({ message }) => message));
    const silent = report.reasons.filter((reason) => !said.some((message) => message.includes(reason)));
    expect(silent).toEqual([]);
  });
});

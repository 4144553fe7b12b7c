import { createRequire } from 'node:module';

const sequencer = createRequire(import.meta.url)('@jest/test-sequencer');
const Sequencer = sequencer.default ?? sequencer;

/** The records of all journeys can be looked at only when all have been walked. */
export default class RecordsLast extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests);
    const isLast = ({ path }) => path.endsWith('every-record.e2e.spec.ts');
    return [...sorted.filter((test) => !isLast(test)), ...sorted.filter(isLast)];
  }
}

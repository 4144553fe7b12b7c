import fc from 'fast-check';

const runsMin = 10_000;
const seedMax = 0x7fff_ffff;

/** The seed of this run; `PROPERTY_SEED=…` repeats one that was printed. */
const seedOf = (): number => Number(process.env['PROPERTY_SEED'] ?? Math.floor(Math.random() * seedMax));

/** Mutation testing makes do with fewer. `npm test` drops every setting of such a name, so nothing cuts it there. */
const runsOf = (): number => Number(process.env['WHENCE_PROPERTY_RUNS'] ?? runsMin);

/**
 * Tries a property with ten thousand samples, and says once with how many and from which seed: a failure that only one
 * seed shows can be repeated.
 */
export const holds = <Samples>(name: string, property: fc.IProperty<Samples>): void => {
  const [seed, numRuns] = [seedOf(), runsOf()];
  process.stderr.write(`property "${name}": ${numRuns} runs, seed ${seed}\n`);
  fc.assert(property, { seed, numRuns });
};

import { join } from 'node:path';

import type { Benchmark } from './benchmark.js';
import type { Side } from './measuring/figures.js';
import { runJob } from './measuring/job.js';

const script = join(import.meta.dirname, 'baselines', 'find-codes.js');
/** As much as any platform delivers, and a quarter of it. */
const longLength = 65_536;
const shortLength = longLength / 4;
const patternsCount = 8;
const charactersPerDelivery = 32_768;

const long = 'texts of 65,536 characters';
const short = 'texts of 16,384 characters';

/** Finding codes in what people write: a longer text takes longer in proportion, and no more. */
export const codes: Benchmark = {
  name: 'codes',
  unit: 'characters',
  method: [
    'Texts made of near-codes, of lone prefixes, of accents, of emoji: whatever makes a search look twice.',
    'The same number of characters in long texts and in short ones. Linear time is a ratio of 1; quadratic time is one of 0.25.',
  ],
  goals: [{ of: long, over: short, atLeast: 0.7 }],
  sides: (stage, { deliveries }) => {
    const together = longLength * patternsCount;
    // Whole texts of every pattern in either length: what was read is what is counted.
    const characters = Math.ceil((deliveries * charactersPerDelivery) / together) * together;
    const side = (name: string, length: number): Side => ({
      name,
      run: () => runJob(stage, { script, arguments: [String(length), String(characters)] }),
    });
    return [side(long, longLength), side(short, shortLength)];
  },
};

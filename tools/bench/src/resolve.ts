import { join } from 'node:path';

import type { Benchmark } from './benchmark.js';
import type { Side } from './measuring/figures.js';
import { runJob } from './measuring/job.js';

const script = join(import.meta.dirname, 'baselines', 'resolve-or-parse.js');
/** For each delivery that a round decides about: nothing is stored here. */
const timesPerDelivery = 100;

const ours = 'whence, resolve';
const parsing = 'JSON.parse of its input';

/** The pure decision, without anything around it. */
export const resolveTouchpoints: Benchmark = {
  name: 'resolve',
  unit: 'decisions',
  method: [
    'One contact as a decision gathers him: ten touchpoints by three links, clicks and an ad, the opening, six messages',
    'afterwards, each told by Meta and by Zernio; two versions of the terms; the same evidence over and over.',
    'whence: resolve, from copies to the decision with every verdict.',
    'JSON.parse: of the text of that evidence, which whoever reads it from a database or a topic pays before deciding.',
  ],
  goals: [{ of: ours, over: parsing, atLeast: 5 }],
  sides: (stage, { deliveries }) => {
    const times = String(deliveries * timesPerDelivery);
    const side = (name: string, kind: 'resolve' | 'parse'): Side => ({
      name,
      run: () => runJob(stage, { script, arguments: [kind, times], profileFolder: stage.profileFolder }),
    });
    return [side(ours, 'resolve'), side(parsing, 'parse')];
  },
};

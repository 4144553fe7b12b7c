import { describe, expect, it } from '@jest/globals';

import { trialBalanceDifferences } from '../src/look.js';
import { simulate } from '../src/simulation.js';
import { theSystem } from '../src/the-system.js';

describe('a day of traffic', () => {
  it('ends with what the script knows to be true, with every app in a process of its own', async () => {
    const system = theSystem();
    const ownerKey = process.env['WHENCE_E2E_KEY'] ?? '';
    const printed = await simulate({ url: system.url, ownerKey }, { people: 150, seed: 11 });
    process.stderr.write(printed);
    expect(new Set(await trialBalanceDifferences(system))).toEqual(new Set(['0']));
  });
});

import { describe, expect, it } from '@jest/globals';

import { idFor } from '../builders/names.js';
import { aProgram } from '../builders/program.builder.js';
import { aloneIn, type MakeRecords } from './in-unit-of-work.js';

const tenPercent = aProgram().payingPercent(10, 'sale');
const secret = { programId: idFor('prg', 'SECRET'), programVersion: 1 };

/** What every store of terms must do. */
export const describePrograms = (make: MakeRecords): void => {
  const alone = aloneIn(make);

  describe('programs', () => {
    it.each([
      ['without a limit', tenPercent],
      [
        'with every kind of reward',
        tenPercent.payingFlat('5.00', 'lead').payingFlat('0.10', 'opening').inCurrency('BRL'),
      ],
      ['for the first sale', tenPercent.limitedTo({ kind: 'first' })],
      ['for so many sales', tenPercent.limitedTo({ kind: 'count', count: 3 })],
      ['for so many days', tenPercent.limitedTo({ kind: 'within-days', days: 90 })],
    ])('come back as they were added: %s', async (_, terms) => {
      const [found] = await alone(async ({ programs }) => {
        await programs.add(terms);
        return programs.named([terms]);
      });
      expect({ ...found }).toEqual({ ...terms });
    });

    it('keep the terms of a version as they were first told', async () => {
      const found = await alone(async ({ programs }) => {
        expect(await programs.add(tenPercent)).toBe(true);
        expect(await programs.add(tenPercent.holding(1))).toBe(false);
        return programs.named([tenPercent]);
      });
      expect(found.map(({ holdDays }) => holdDays)).toEqual([30]);
    });

    it('answer the versions that are named and known', async () => {
      const found = await alone(async ({ programs }) => {
        for (const terms of [tenPercent, tenPercent.inVersion(2), aProgram('AGENCIES')]) await programs.add(terms);
        return programs.named([tenPercent.inVersion(2), aProgram('AGENCIES').inVersion(2), secret]);
      });
      expect(found.map(({ programId, programVersion }) => [programId, programVersion])).toEqual([
        [idFor('prg', 'CREATORS'), 2],
      ]);
    });
  });
};

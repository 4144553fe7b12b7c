import { describe, expect, it } from '@jest/globals';

import { idFor } from '../builders/names.js';
import { aloneIn, type MakeRecords } from './in-unit-of-work.js';

/** What every store of partners must do. */
export const describePartners = (make: MakeRecords): void => {
  const alone = aloneIn(make);

  describe('partners', () => {
    it('keep the highest revision, whichever comes first', async () => {
      const anna = { id: idFor('prt', 'ANNA'), revision: 2, name: 'Anna', status: 'active' } as const;
      await alone(async ({ partners }) => {
        expect(await partners.put(anna)).toBe(true);
        expect(await partners.put({ ...anna, revision: 1 })).toBe(false);
        expect(await partners.put(anna)).toBe(false);
        expect(await partners.put({ ...anna, revision: 3, status: 'inactive' })).toBe(true);
      });
    });
  });
};

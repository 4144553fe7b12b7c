import { describe, expect, it } from '@jest/globals';

import { annasCommission, annasSale, booked, earnedOn } from './annas-commission.js';
import { aSale } from '../builders/conversion.builder.js';
import { bookedAs } from '../builders/commission.mother.js';
import { idFor, onDay } from '../builders/names.js';
import { aloneIn, type MakeRecords } from './in-unit-of-work.js';

/** What every store of commissions must do. */
export const describeCommissions = (make: MakeRecords): void => {
  const alone = aloneIn(make);

  describe('commissions', () => {
    it('stand on their conversion as they were added', async () => {
      const standing = await alone(async ({ commissions }) => {
        await commissions.add([annasCommission, booked('C2', aSale().called('OTHER').by('ANNA'))]);
        return commissions.standingOn([annasSale.id]);
      });
      expect(standing).toEqual([annasCommission]);
    });

    it('stand at most once for the same credit', async () => {
      const twice = alone(({ commissions }) =>
        commissions.add([annasCommission, booked('C2', annasSale.inVersion(2))]),
      );
      await expect(twice).rejects.toThrow();
    });

    it('stand beside each other for different links', async () => {
      const shared = annasSale.sharedBy(
        { name: 'ANNA', percent: 50, link: 'STORY' },
        { name: 'ANNA', percent: 50, link: 'BEE' },
      );
      const both = earnedOn(shared).map((earned, index) => bookedAs(`C${index}`, earned));
      const standing = await alone(async ({ commissions }) => {
        await commissions.add(both);
        return commissions.standingOn([annasSale.id]);
      });
      expect(standing).toHaveLength(2);
    });

    it('make room for another once they are reversed', async () => {
      const standing = await alone(async ({ commissions }) => {
        await commissions.add([annasCommission]);
        await commissions.reverse([{ ...annasCommission, status: 'reversed', reversedAt: onDay(1) }]);
        await commissions.add([{ ...annasCommission, id: idFor('com', 'C2') }]);
        return commissions.standingOn([annasSale.id]);
      });
      expect(standing.map(({ id }) => id)).toEqual([idFor('com', 'C2')]);
    });

    it('fall due at another time once they are rescheduled', async () => {
      const [standing] = await alone(async ({ commissions }) => {
        await commissions.add([annasCommission]);
        await commissions.reschedule([{ commission: annasCommission, dueAt: onDay(99) }]);
        return commissions.standingOn([annasSale.id]);
      });
      expect(standing).toEqual({ ...annasCommission, dueAt: onDay(99) });
    });
  });
};

import type { PendingCommission, WorkspaceId } from '@whence/affiliate-domain';
import { describe, expect, it } from '@jest/globals';

import { annasCommission, annasSale, booked, earnedOn } from './annas-commission.js';
import { aSale } from '../builders/conversion.builder.js';
import { bookedAs } from '../builders/commission.mother.js';
import { idFor, onDay } from '../builders/names.js';
import { aProgram } from '../builders/program.builder.js';
import { aloneIn, aNewWorkspace, inUnitOfWorkOf, type MakeRecords } from './in-unit-of-work.js';

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
        await commissions.reverse([
          { ...annasCommission, status: 'reversed', reversedAt: onDay(1), reversedBecause: 'credited-otherwise' },
        ]);
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

    it('keep what refunds undo of them', async () => {
      const refunded = { ...annasCommission, refundReversals: [refundReversal(400n)] };
      const [standing] = await alone(async ({ commissions }) => {
        await commissions.add([annasCommission]);
        await commissions.reverse([refunded]);
        return commissions.standingOn([annasSale.id]);
      });
      expect(standing).toEqual(refunded);
    });

    it('stand in their place even where refunds have undone all of them', async () => {
      const refunded = {
        ...annasCommission,
        refundReversals: [refundReversal(1000n)],
        status: 'reversed',
        reversedAt: onDay(2),
        reversedBecause: 'refunded',
      } as const;
      const standing = await alone(async ({ commissions }) => {
        await commissions.add([refunded]);
        return commissions.standingOn([annasSale.id]);
      });
      expect(standing).toEqual([refunded]);
      const twice = alone(async ({ commissions }) => {
        await commissions.add([refunded]);
        await commissions.add([{ ...annasCommission, id: idFor('com', 'C2') }]);
      });
      await expect(twice).rejects.toThrow();
    });
  });

  describe('commissions whose time has come', () => {
    const { partnerId, dueAt } = annasCommission;
    const dueLater = { ...booked('C2', aSale().called('LATER').by('ANNA')), dueAt: dueAt + 1 };
    const bens = booked('C3', aSale().called('BENS').by('BEN'));

    it('fall due at that very moment, once, the others untouched', async () => {
      const [due, again, standing] = await alone(async ({ commissions }) => {
        await commissions.add([annasCommission, dueLater, bens]);
        const which = { partnerId, now: dueAt, limit: 9 };
        return [
          await commissions.fallDue(which),
          await commissions.fallDue(which),
          await commissions.standingOn([annasSale.id, dueLater.conversionId, bens.conversionId]),
        ];
      });
      expect(due).toEqual([{ ...annasCommission, status: 'due' }]);
      expect(again).toEqual([]);
      expect(standing.map(({ id, status }) => [id, status])).toEqual([
        [annasCommission.id, 'due'],
        [dueLater.id, 'pending'],
        [bens.id, 'pending'],
      ]);
    });

    it('fall due in groups, the earliest first', async () => {
      const groups = await alone(async ({ commissions }) => {
        await commissions.add([dueLater, annasCommission]);
        const which = { partnerId, now: dueAt + 1, limit: 1 };
        return [await commissions.fallDue(which), await commissions.fallDue(which)];
      });
      expect(groups.flat().map(({ id }) => id)).toEqual([annasCommission.id, dueLater.id]);
    });

    it('are found by their partners, in every workspace', async () => {
      const inUnitOfWork = inUnitOfWorkOf(make);
      const [first, second] = [aNewWorkspace(), aNewWorkspace()];
      const earning = (workspaceId: WorkspaceId, ...earned: readonly PendingCommission[]) =>
        inUnitOfWork(workspaceId, async ({ programs, commissions }) => {
          await programs.add(aProgram());
          await commissions.add(earned);
        });
      await earning(first, annasCommission, dueLater);
      await earning(second, annasCommission, bens);
      const found = await make().duePartners.at(dueAt, 1000);
      const ours = found.filter(({ workspaceId }) => workspaceId === first || workspaceId === second);
      expect(ours).toHaveLength(3);
      expect(new Set(ours)).toEqual(
        new Set([
          { workspaceId: first, partnerId },
          { workspaceId: second, partnerId },
          { workspaceId: second, partnerId: bens.partnerId },
        ]),
      );
      expect(await make().duePartners.at(dueAt, 1)).toHaveLength(1);
      await inUnitOfWork(first, ({ commissions }) => commissions.fallDue({ partnerId, now: dueAt, limit: 9 }));
      expect(await make().duePartners.at(dueAt, 1000)).not.toContainEqual({ workspaceId: first, partnerId });
    });
  });
};

const refundReversal = (amountMinor: bigint) => ({ refundId: idFor('rfd', 'R1'), refundedAt: onDay(2), amountMinor });

import { money } from '@whence/affiliate-domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { aLead, anOpening, aSale } from '../builders/conversion.builder.js';
import { idFor, onDay } from '../builders/names.js';
import { aProgram } from '../builders/program.builder.js';
import { someStory } from '../stories/stories.arb.js';
import { aloneIn, aNewWorkspace, inUnitOfWorkOf, type MakeRecords } from './in-unit-of-work.js';

const annasSale = aSale().by('ANNA');
const tenPercent = aProgram().payingPercent(10, 'sale');
const secret = { programId: idFor('prg', 'SECRET'), programVersion: 1 };

/** What every store of conversions must do. */
export const describeConversions = (make: MakeRecords): void => {
  const inUnitOfWork = inUnitOfWorkOf(make);
  const alone = aloneIn(make);

  describe('conversions', () => {
    it('come back as they were put, whatever they hold', async () => {
      await fc.assert(
        fc.asyncProperty(someStory, async (story) => {
          const conversions = story.flatMap((message) => (message.kind === 'conversion' ? [message.conversion] : []));
          await alone(async (stores) => {
            for (const conversion of conversions) {
              await stores.conversions.put(conversion);
              expect({ ...(await stores.conversions.lockLatest(conversion.id)) }).toEqual({ ...conversion });
            }
          });
        }),
        { numRuns: 10 },
      );
    });

    it('keep amounts that no floating point number holds', async () => {
      const huge = { ...annasSale, amount: money(999_999_999_999_999_999n, 'EUR') };
      const kept = await alone(async (stores) => {
        await stores.conversions.put(huge);
        return stores.conversions.lockLatest(huge.id);
      });
      expect(kept?.amount).toEqual(huge.amount);
    });

    it('are replaced by a later version', async () => {
      const kept = await alone(async (stores) => {
        await stores.conversions.put(annasSale);
        await stores.conversions.put(annasSale.inVersion(2).by('BEN'));
        return stores.conversions.lockLatest(annasSale.id);
      });
      expect({ ...kept }).toEqual({ ...annasSale.inVersion(2).by('BEN') });
    });

    it('are found by their contacts', async () => {
      const found = await alone(async (stores) => {
        for (const conversion of [
          annasSale,
          aLead().from('EVE'),
          anOpening().from('FAY'),
          aSale().called('X').from('GUS'),
        ]) {
          await stores.conversions.put(conversion);
        }
        return stores.conversions.lockOfContacts([idFor('ctc', 'EVE'), idFor('ctc', 'FAY')]);
      });
      expect(found.map(({ type }) => type).sort()).toEqual(['lead', 'opening', 'sale']);
    });

    it('wait for the terms they name until they are said to wait no longer', async () => {
      const workspaceId = aNewWorkspace();
      const hidden = aSale().called('HIDDEN').from('FAY').by('ANNA').under('SECRET');
      await inUnitOfWork(workspaceId, async ({ conversions }) => {
        await conversions.put(annasSale);
        await conversions.put(hidden);
        await conversions.keepWaiting({ of: [annasSale.id, hidden.id], waiting: [hidden.id], since: onDay(0) });
        expect(await conversions.contactsWaitingFor(secret)).toEqual([idFor('ctc', 'FAY')]);
        expect(await conversions.contactsWaitingFor({ ...secret, programVersion: 2 })).toEqual([]);
        expect(await conversions.contactsWaitingFor(tenPercent)).toEqual([]);
      });
      expect(await make().waitingConversions.count(workspaceId)).toBe(1);
      await inUnitOfWork(workspaceId, async ({ conversions }) => {
        await conversions.keepWaiting({ of: [hidden.id], waiting: [], since: onDay(1) });
        expect(await conversions.contactsWaitingFor(secret)).toEqual([]);
      });
      expect(await make().waitingConversions.count(workspaceId)).toBe(0);
    });
  });
};

import { describe, expect, it } from '@jest/globals';

import { aSale } from '../builders/conversion.builder.js';
import { aloneIn, aNewWorkspace, inUnitOfWorkOf, type MakeRecords } from './in-unit-of-work.js';

const annasSale = aSale().by('ANNA');

/** What every unit of work must do. */
export const describeUnitOfWork = (make: MakeRecords): void => {
  const inUnitOfWork = inUnitOfWorkOf(make);
  const alone = aloneIn(make);

  describe('a unit of work', () => {
    it('leaves nothing when it fails', async () => {
      const workspaceId = aNewWorkspace();
      const failing = inUnitOfWork(workspaceId, async (stores) => {
        await stores.conversions.put(annasSale);
        throw new Error('power cut');
      });
      await expect(failing).rejects.toThrow('power cut');
      expect(await inUnitOfWork(workspaceId, (stores) => stores.conversions.lockLatest(annasSale.id))).toBeUndefined();
    });

    it('sees its own workspace only', async () => {
      await alone((stores) => stores.conversions.put(annasSale));
      expect(await alone((stores) => stores.conversions.lockLatest(annasSale.id))).toBeUndefined();
    });
  });
};

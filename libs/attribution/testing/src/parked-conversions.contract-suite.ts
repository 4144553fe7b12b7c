import { expect, it } from '@jest/globals';
import type { ParkedConversions, UnitOfWork } from '@whence/attribution-application';
import type { ConversionId } from '@whence/attribution-domain';

import { theWorkspace } from './application-world.js';
import { meetOne, onInstagram, type Runner } from './contract-suite-runner.js';
import { time } from './times.js';

const firstId: ConversionId = 'cvn_00000000000000000000000001';
const secondId: ConversionId = 'cvn_00000000000000000000000002';

/** What every look-out for parked conversions must do; `make` gives one that sees what the stores keep. */
export const describeParkedConversions = (
  make: () => { readonly unitOfWork: UnitOfWork; readonly parkedConversions: ParkedConversions },
): void => {
  it('names those that were heard of by then, with the contact where he is known, until they are parked no longer', async () => {
    const { unitOfWork, parkedConversions } = make();
    const run: Runner = (work) => unitOfWork.run(theWorkspace, work);
    const { contactId } = await meetOne(run, onInstagram('1'));
    const parked = {
      id: firstId,
      type: 'lead',
      externalId: 'signup-1',
      occurredAt: time('09:00'),
      receivedAt: time('10:00'),
      attribution: { status: 'parked' },
      version: 0,
      isFinal: false,
    } as const;
    const later = { ...parked, id: secondId, externalId: 'signup-2', receivedAt: time('11:00'), contactId };
    await run(({ conversions }) => conversions.add(parked, { externalUserId: 'user-7' }, 'a'));
    await run(({ conversions }) => conversions.add(later, {}, 'b'));
    const first = { workspaceId: theWorkspace, conversionId: firstId };
    const second = { workspaceId: theWorkspace, conversionId: secondId, contactId };
    expect(await parkedConversions.heardOfBy(time('10:00') - 1, 9)).toEqual([]);
    expect(await parkedConversions.heardOfBy(time('10:00'), 9)).toEqual([first]);
    expect(await parkedConversions.heardOfBy(time('11:00'), 9)).toEqual([first, second]);
    expect(await parkedConversions.heardOfBy(time('11:00'), 1)).toEqual([first]);

    const lock = () => run(({ conversions }) => conversions.lockParked([firstId, secondId]));
    expect(await lock()).toEqual([parked, later]);
    const givenUp = {
      ...parked,
      attribution: { status: 'unattributed', reason: 'contact-never-seen' },
      version: 1,
    } as const;
    await run(({ conversions }) => conversions.keep([givenUp]));
    expect(await lock()).toEqual([later]);
    expect(await parkedConversions.heardOfBy(time('11:00'), 9)).toEqual([second]);

    const claimed = await run(async ({ contacts, conversions }) => {
      await contacts.linkExternalUser(contactId, 'user-7');
      await conversions.claimParked([contactId]);
      return conversions.ofContacts({ all: [contactId], untold: [] });
    });
    expect(claimed).toEqual([later]);
  });
};

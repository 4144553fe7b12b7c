import { describe, expect, it } from '@jest/globals';
import {
  aLink,
  ApplicationWorld,
  aSignal,
  InMemoryUnitOfWork,
  instagramAccount,
  referralTo,
  theWorkspace,
  time,
} from '@whence/attribution-testing';

import { UndecidedContactsViolation } from './redecide-on-catalogue-change.js';

const anna = aLink('ANNA');

describe('a change of the catalogue', () => {
  it('reaches everyone it concerns, although one of them cannot be decided about', async () => {
    const work = new InMemoryUnitOfWork();
    work.state.accounts.push({ id: instagramAccount, channel: 'instagram', handle: 'brand' });
    const world = new ApplicationWorld(work);
    for (const by of ['1', '2', '3']) {
      const ref = referralTo(anna.refCode);
      await world.deliver({
        signals: [aSignal({ at: time('10:00'), by, platformMessageId: `mid.${by}`, referral: ref })],
      });
    }
    work.state.links.push(anna.build());
    work.state.contacts.splice(1, 1);

    await expect(world.redecide.run(theWorkspace, { refCodes: [anna.refCode] })).rejects.toThrow(
      UndecidedContactsViolation,
    );
    expect([...work.state.decisions.values()].map((versions) => versions.at(-1)?.status)).toEqual([
      'credited',
      'unattributed',
      'credited',
    ]);
  });
});

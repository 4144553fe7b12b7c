import { expect, it, describe } from '@jest/globals';
import {
  aLink,
  aSignal,
  aThreadOpening,
  aWorldWith,
  InMemoryParkedConversions,
  instagramAccount,
  theWorkspace,
  time,
} from '@whence/attribution-testing';

import { GiveUpParkedConversions } from '../give-up-parked/give-up-parked-conversions.js';
import type { WeighedDifference } from './weigh-difference.js';
import { VerifyAttributions } from './verify-attributions.js';

const waitedFor = time('12:00', -30);

/** Somebody who opened the thread and did not write, and the lead that waited for it in vain. */
const aLeadGivenUp = async () => {
  const { work, world } = aWorldWith(aLink('ANNA').build());
  world.clock.set(time('12:00'));
  await world.deliver({ signals: [aThreadOpening(time('10:00'), 'ANNA10')] });
  const contact = { channelIdentity: { channelAccountId: instagramAccount, participantId: '8800000000000021' } };
  const lead = { type: 'lead', id: 'cvn_LEAD', externalId: 'signup-1' } as const;
  await world.recordConversion.run({ workspaceId: theWorkspace, contact, ...lead });
  await new GiveUpParkedConversions(work, new InMemoryParkedConversions(work.state, theWorkspace)).run({
    now: waitedFor,
  });
  world.clock.set(waitedFor + 1);
  return { work, world };
};

const verify = async ({ work, world }: Awaited<ReturnType<typeof aLeadGivenUp>>) => {
  const told: WeighedDifference[] = [];
  await new VerifyAttributions(work, world.clock).run(theWorkspace, (difference) => told.push(difference));
  return told;
};

describe('a conversion whose contact was waited for in vain', () => {
  it('is no difference: that was said of it for good', async () => {
    expect(await verify(await aLeadGivenUp())).toEqual([]);
  });

  it('is none although the contact writes afterwards', async () => {
    const given = await aLeadGivenUp();
    const wrote = aSignal({ at: time('11:00', -30), platformMessageId: 'mid.1' });
    await given.world.deliver({ signals: [wrote], receivedAt: waitedFor + 1 });
    expect(await verify(given)).toEqual([]);
  });
});

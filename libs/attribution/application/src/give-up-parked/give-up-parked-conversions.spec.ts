import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  aLink,
  aSignal,
  aThreadOpening,
  aWorldWith,
  describeParkedConversions,
  InMemoryParkedConversions,
  InMemoryUnitOfWork,
  instagramAccount,
  referralTo,
  theWorkspace,
  time,
} from '@whence/attribution-testing';

import { GiveUpParkedConversions } from './give-up-parked-conversions.js';

const reportedAt = time('12:00');
const waitedFor = time('12:00', -30);
const opening = aSignal({ at: time('10:00'), platformMessageId: 'mid.1', referral: referralTo('ANNA10') });

let given: ReturnType<typeof aWorldWith>;

beforeEach(async () => {
  given = aWorldWith(aLink('ANNA').build());
});

const reported = () =>
  given.world.recordConversion.run({
    workspaceId: theWorkspace,
    id: 'cvn_LEAD',
    type: 'lead',
    externalId: 'signup-1',
    contact: {
      channelIdentity: { channelAccountId: instagramAccount, participantId: '8800000000000021' },
      externalUserId: 'user-7',
    },
  });
const itIs = (now: number) => {
  const parked = new InMemoryParkedConversions(given.work.state, theWorkspace);
  return new GiveUpParkedConversions(given.work, parked).run({ now });
};
const writes = (receivedAt: number) => {
  given.world.clock.set(receivedAt);
  return given.world.deliver({ signals: [opening], receivedAt });
};
const theLead = () => given.work.state.conversions.find(({ conversion }) => conversion.id === 'cvn_LEAD')?.conversion;
const toldOfTheLead = () =>
  given.work.state.announced.filter(
    (told) => told.kind === 'conversion-attributed' && told.conversion.id === 'cvn_LEAD',
  );

const inVain = (reason: string) => ({
  attribution: { status: 'unattributed', reason },
  version: 1,
  isFinal: true,
  finalAt: waitedFor,
});

describe('parked conversions, in memory', () => {
  describeParkedConversions(() => {
    const unitOfWork = new InMemoryUnitOfWork();
    return { unitOfWork, parkedConversions: new InMemoryParkedConversions(unitOfWork.state, theWorkspace) };
  });
});

describe('a conversion whose contact nobody has seen', () => {
  beforeEach(async () => {
    given.world.clock.set(reportedAt);
    await reported();
  });

  it('is given up after thirty days to the millisecond, and that is told once', async () => {
    expect(await itIs(waitedFor - 1)).toEqual({ givenUp: 0, isFinished: true });
    expect(await itIs(waitedFor)).toEqual({ givenUp: 1, isFinished: false });
    expect(await itIs(waitedFor)).toEqual({ givenUp: 0, isFinished: true });
    expect(theLead()).toMatchObject(inVain('contact-never-seen'));
    expect(toldOfTheLead()).toEqual([{ kind: 'conversion-attributed', conversion: theLead(), contactId: 'ctc_LEAD' }]);
  });

  it('stays so although he appears afterwards', async () => {
    await itIs(waitedFor);
    await writes(waitedFor + 1);
    expect(theLead()).toMatchObject(inVain('contact-never-seen'));
    expect(theLead()).not.toHaveProperty('contactId');
    expect(toldOfTheLead()).toHaveLength(1);
  });

  it('is his where he appears before', async () => {
    await writes(waitedFor - 1);
    await itIs(waitedFor);
    expect(theLead()).toMatchObject({ attribution: { status: 'attributed' }, version: 1 });
    expect(toldOfTheLead()).toHaveLength(1);
  });

  it('says what became of it when it is reported again', async () => {
    await itIs(waitedFor);
    expect(await reported()).toMatchObject({ kind: 'already-recorded', conversion: inVain('contact-never-seen') });
  });
});

describe('a conversion whose contact is known and never wrote', () => {
  beforeEach(async () => {
    given.world.clock.set(reportedAt);
    await given.world.deliver({ signals: [aThreadOpening(time('10:00'), 'ANNA10')] });
    await reported();
  });

  it('is given up too, under his name', async () => {
    await itIs(waitedFor);
    expect(theLead()).toMatchObject(inVain('contact-never-wrote'));
    expect(toldOfTheLead()).toEqual([
      expect.objectContaining({ contactId: given.work.state.contacts[0]?.id, channel: 'instagram' }),
    ]);
  });

  it('stays so although he writes afterwards', async () => {
    await itIs(waitedFor);
    await writes(waitedFor + 1);
    expect([...given.work.state.decisions.values()].at(-1)).toHaveLength(1);
    expect(theLead()).toMatchObject(inVain('contact-never-wrote'));
    expect(toldOfTheLead()).toHaveLength(1);
  });
});

import { describe, expect, it } from '@jest/globals';
import {
  aLink,
  aSignal,
  aThreadOpening,
  aWorldWith,
  instagramAccount,
  referralTo,
  theWorkspace,
  time,
} from '@whence/attribution-testing';

const anna = aLink('ANNA');
const opened = aSignal({ at: time('10:00', 20), platformMessageId: 'mid.1', referral: referralTo(anna.refCode) });
const inTime = time('10:00:01', 20);
const isFinalFrom = time('10:00', 12);

/** A person who wrote with Anna's ref before anybody had registered it. */
const aWorld = async () => {
  const { work, world } = aWorldWith();
  world.clock.set(inTime);
  await world.deliver({ signals: [opened], receivedAt: inTime });
  return { work, world };
};

type World = Awaited<ReturnType<typeof aWorld>>;

const registerAnna = async ({ work, world }: World): Promise<void> => {
  work.state.links.push(anna.build());
  await world.redecide.run(theWorkspace, { refCodes: [anna.refCode] });
};

const standingIn = ({ work }: World) => [...work.state.decisions.values()].map((versions) => versions.at(-1));

const explainedIn = ({ work }: World) => [...work.state.touchpoints.values()].flat().map(({ explained }) => explained);

const unattributed = [expect.objectContaining({ status: 'unattributed', reason: 'unknown-ref', version: 1 })];

describe('a decision that is not final', () => {
  it('follows the catalogue', async () => {
    const given = await aWorld();
    given.world.clock.set(isFinalFrom - 1);
    await registerAnna(given);
    expect(standingIn(given)).toEqual([expect.objectContaining({ status: 'credited', version: 2 })]);
  });
});

describe('a final decision', () => {
  it('is not changed by the catalogue, nor is its explanation', async () => {
    const given = await aWorld();
    const explained = explainedIn(given);
    given.world.clock.set(isFinalFrom);
    await registerAnna(given);
    expect(standingIn(given)).toEqual(unattributed);
    expect(explainedIn(given)).toEqual(explained);
  });

  it('is not changed by late evidence, which is recorded as late, whatever became of the catalogue', async () => {
    const given = await aWorld();
    given.world.clock.set(isFinalFrom);
    given.work.state.links.push(anna.build());
    await given.world.deliver({ signals: [aThreadOpening(time('09:59', 20), 'ANNA10')], receivedAt: isFinalFrom });
    expect(standingIn(given)).toEqual(unattributed);
    expect(explainedIn(given).map(({ verdicts }) => verdicts.find(({ outcome }) => outcome === 'refused'))).toEqual([
      { rule: 'ref-is-known', outcome: 'refused', reason: 'unknown-ref' },
      { rule: 'received-in-time', outcome: 'refused', reason: 'received-after-finality' },
    ]);
  });

  it('is what a conversion takes that is reported later', async () => {
    const given = await aWorld();
    given.world.clock.set(isFinalFrom);
    given.work.state.links.push(anna.build());
    const lead = { workspaceId: theWorkspace, id: 'cvn_1', type: 'lead', externalId: 'signup-1' } as const;
    const contact = { channelIdentity: { channelAccountId: instagramAccount, participantId: '8800000000000021' } };
    expect(await given.world.recordConversion.run({ ...lead, contact })).toMatchObject({
      conversion: { attribution: { status: 'unattributed', reason: 'unknown-ref' }, isFinal: true },
    });
  });

  it('still heeds what was received before, however late it was worked off', async () => {
    const given = await aWorld();
    given.work.state.links.push(anna.build());
    given.world.clock.set(isFinalFrom + 1);
    const early = aThreadOpening(time('09:59', 20), 'ANNA10');
    await given.world.deliver({ signals: [early], receivedAt: isFinalFrom - 1 });
    expect(standingIn(given)).toEqual([expect.objectContaining({ status: 'credited', version: 2 })]);
  });
});

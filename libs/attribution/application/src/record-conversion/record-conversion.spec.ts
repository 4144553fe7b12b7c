import { describe, expect, it } from '@jest/globals';
import {
  aLink,
  type ApplicationWorld,
  aSignal,
  aWorldWith,
  instagramAccount,
  referralTo,
  theWorkspace,
  time,
} from '@whence/attribution-testing';

const anna = aLink('ANNA');

const aWorld = () => aWorldWith(anna.build());

const opening = aSignal({ at: time('10:00:06'), platformMessageId: 'mid.1', referral: referralTo('ANNA10') });
const lead = {
  workspaceId: theWorkspace,
  id: 'cvn_1',
  type: 'lead',
  externalId: 'signup-1',
  occurredAt: time('10:05'),
} as const;
const byPerson = { channelIdentity: { channelAccountId: instagramAccount, participantId: '8800000000000021' } };

const recorded = async (world: ApplicationWorld, changes: Partial<Parameters<typeof world.recordConversion.run>[0]>) =>
  world.recordConversion.run({ ...lead, contact: byPerson, ...changes });

describe('recording a conversion', () => {
  it('gives it the attribution of its contact', async () => {
    const { world } = aWorld();
    await world.deliver({ signals: [opening] });
    expect(await recorded(world, {})).toMatchObject({
      kind: 'recorded',
      conversion: { attribution: { status: 'attributed', credits: [{ partnerId: 'prt_ANNA' }] } },
    });
  });

  it("bears with clocks that differ: a lead five minutes 'before' the conversation opened", async () => {
    const { world } = aWorld();
    await world.deliver({ signals: [opening] });
    expect(await recorded(world, { occurredAt: time('09:55:06') })).toMatchObject({
      conversion: { attribution: { status: 'attributed' } },
    });
    expect(
      await recorded(world, { id: 'cvn_2', externalId: 'signup-2', occurredAt: time('09:55:05.999') }),
    ).toMatchObject({
      conversion: { attribution: { status: 'unattributed', reason: 'precedes-the-conversation' } },
    });
  });

  it('parks it until its contact writes', async () => {
    const { world, work } = aWorld();
    expect(await recorded(world, {})).toMatchObject({ conversion: { attribution: { status: 'parked' } } });
    await world.deliver({ signals: [opening] });
    expect(
      work.state.conversions.find(({ conversion }) => conversion.id === 'cvn_1')?.conversion.attribution,
    ).toMatchObject({
      status: 'attributed',
    });
  });

  it('follows a decision that is superseded', async () => {
    const { world, work } = aWorld();
    const { referral: _referral, ...plain } = opening;
    await world.deliver({ through: 'zernio', signals: [plain] });
    expect(await recorded(world, { type: 'sale', amount: { amountMinor: 1999n, currency: 'BRL' } })).toMatchObject({
      conversion: { attribution: { status: 'unattributed', reason: 'organic' }, version: 1 },
    });
    await world.deliver({ signals: [opening] });
    expect(work.state.announced.at(-1)).toMatchObject({
      kind: 'conversion-attributed',
      conversion: { version: 2, attribution: { status: 'attributed' } },
    });
  });

  it('links the names that are given together, and finds the contact by either later', async () => {
    const { world } = aWorld();
    await world.deliver({ signals: [opening] });
    await recorded(world, { contact: { ...byPerson, externalUserId: 'user-7' } });
    expect(
      await recorded(world, { id: 'cvn_2', externalId: 'order-1', contact: { externalUserId: 'user-7' } }),
    ).toMatchObject({ conversion: { attribution: { status: 'attributed' } } });
  });

  it('links them even when they were parked together', async () => {
    const { world, work } = aWorld();
    await recorded(world, { contact: { ...byPerson, externalUserId: 'user-7' } });
    await recorded(world, { id: 'cvn_2', externalId: 'order-1', contact: { externalUserId: 'user-7' } });
    await world.deliver({ signals: [opening] });
    const statuses = work.state.conversions.map(({ conversion }) => conversion.attribution.status);
    expect(statuses).toEqual(['attributed', 'attributed', 'attributed']);
  });

  it('refuses names that belong to different people', async () => {
    const { world } = aWorld();
    await world.deliver({
      signals: [opening, aSignal({ at: time('10:01'), by: 'other', platformMessageId: 'mid.2' })],
    });
    await recorded(world, { contact: { ...byPerson, externalUserId: 'user-7' } });
    const other = { channelAccountId: instagramAccount, participantId: 'other' };
    expect(
      await recorded(world, {
        id: 'cvn_2',
        externalId: 'x',
        contact: { channelIdentity: other, externalUserId: 'user-7' },
      }),
    ).toEqual({ kind: 'contradicting-contact' });
  });

  it('answers a repetition with what is on record, and refuses another body under the same id', async () => {
    const { world } = aWorld();
    await world.deliver({ signals: [opening] });
    await recorded(world, {});
    expect(await recorded(world, { id: 'cvn_2' })).toMatchObject({
      kind: 'already-recorded',
      conversion: { id: 'cvn_1' },
    });
    expect(await recorded(world, { id: 'cvn_2', type: 'sale' })).toMatchObject({ kind: 'conflicting-body' });
  });

  it('does not know conversations of nobody', async () => {
    const { world } = aWorld();
    expect(await recorded(world, { contact: { conversationId: 'cnv_NOBODY' } })).toEqual({
      kind: 'unknown-conversation',
    });
  });

  it('waits for people, not for channel accounts of nobody', async () => {
    const { world, work } = aWorld();
    const contact = { channelIdentity: { channelAccountId: 'cha_NOBODY', participantId: 'anybody' } } as const;
    expect(await recorded(world, { contact })).toEqual({ kind: 'unknown-channel-account' });
    expect(work.state.conversions).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { OverrideTarget } from '@whence/attribution-domain';
import {
  aLink,
  aSignal,
  aThreadOpening,
  aWorldWith,
  referralTo,
  theWorkspace,
  time,
} from '@whence/attribution-testing';

const anna = aLink('ANNA');
const ben = aLink('BEN');
const day = 86_400_000;

/** A person whom Anna's ref brought, and who signed up. */
const aWorld = async () => {
  const { work, world } = aWorldWith(anna.build(), ben.build());
  const opening = aSignal({ at: time('10:00'), platformMessageId: 'mid.1', referral: referralTo(anna.refCode) });
  await world.deliver({ signals: [opening] });
  const conversationId = work.state.conversations[0]!.id;
  const contact = { conversationId };
  const lead = { type: 'lead', id: 'cvn_1', externalId: 'signup-1', occurredAt: time('10:30') } as const;
  await world.recordConversion.run({ workspaceId: theWorkspace, contact, ...lead });
  const override = (target: OverrideTarget, partnerId?: `prt_${string}`) =>
    world.override.run({
      workspaceId: theWorkspace,
      conversationId,
      target,
      reason: 'Ben showed us the chat',
      ...(partnerId === undefined ? {} : { partnerId }),
    });
  const revoke = () => world.override.revoke(theWorkspace, conversationId);
  return { work, world, override, revoke, conversationId };
};

type World = Awaited<ReturnType<typeof aWorld>>;

const standingIn = ({ work }: World) => [...work.state.decisions.values()][0]!.at(-1)!;
const partnersIn = ({ work }: World) =>
  work.state.conversions.map(({ conversion: { type, attribution } }) =>
    attribution.status === 'attributed' ? `${type} ${attribution.credits[0].partnerId}` : `${type} nobody`,
  );

const unknown = (name: string) => ({ kind: 'unknown-reference', name });

describe('a person who answers in place of the evidence', () => {
  it('decides for the conversation and for everything the contact did', async () => {
    const given = await aWorld();
    expect(await given.override({ kind: 'link', linkId: ben.id })).toEqual({ kind: 'overridden' });
    expect(standingIn(given)).toMatchObject({ version: 2, matchType: 'manual', because: 'overridden' });
    expect(partnersIn(given)).toEqual([`opening ${ben.partnerId}`, `lead ${ben.partnerId}`]);
  });

  it('may say that nobody sent the person', async () => {
    const given = await aWorld();
    await given.override({ kind: 'organic' });
    expect(standingIn(given)).toMatchObject({ status: 'organic', matchType: 'manual', credits: [] });
    expect(partnersIn(given)).toEqual(['opening nobody', 'lead nobody']);
  });

  it('is heard after finality too, when evidence no longer is', async () => {
    const given = await aWorld();
    given.world.clock.set(time('12:00') + 30 * day);
    await given.override({ kind: 'link', linkId: ben.id });
    expect(partnersIn(given)).toEqual([`opening ${ben.partnerId}`, `lead ${ben.partnerId}`]);
  });

  it.each([
    ['before', 0],
    ['after', 30 * day],
  ])('takes it back %s finality, and the answer is what it would have been', async (_, later) => {
    const given = await aWorld();
    const { version: _version, because: _because, decidedAt: _decidedAt, ...before } = standingIn(given);
    const partners = partnersIn(given);
    given.world.clock.set(time('12:00') + later);
    await given.override({ kind: 'link', linkId: ben.id });
    expect(await given.revoke()).toEqual({ kind: 'revoked' });
    expect(standingIn(given)).toEqual({
      ...before,
      version: 3,
      because: 'override-revoked',
      decidedAt: time('12:00') + later,
    });
    expect(partnersIn(given)).toEqual(partners);
  });

  it('stays in force whatever evidence comes, and what that says is what a revocation brings back', async () => {
    const given = await aWorld();
    await given.override({ kind: 'organic' });
    await given.world.deliver({ signals: [aThreadOpening(time('09:00'), ben.refCode)] });
    expect(standingIn(given)).toMatchObject({ status: 'organic', matchType: 'manual' });
    await given.revoke();
    expect(partnersIn(given)).toEqual([`opening ${ben.partnerId}`, `lead ${ben.partnerId}`]);
  });

  it.each<{ who: string; target: OverrideTarget; partnerId?: `prt_${string}`; refusal: object }>([
    { who: 'a link', target: { kind: 'link', linkId: 'lnk_X' }, refusal: unknown('linkId') },
    { who: 'a partner', target: { kind: 'partner', partnerId: 'prt_X' }, refusal: unknown('partnerId') },
    { who: 'a campaign', target: { kind: 'campaign', campaignId: 'cmp_X' }, refusal: unknown('campaignId') },
    {
      who: "another's link",
      target: { kind: 'link', linkId: anna.id },
      partnerId: ben.partnerId,
      refusal: { kind: 'not-the-links-partner' },
    },
  ])('is refused who names $who that is not the workspace’s, or not his', async ({ target, partnerId, refusal }) => {
    const given = await aWorld();
    expect(await given.override(target, partnerId)).toEqual(refusal);
    expect(standingIn(given).version).toBe(1);
  });

  it('is refused before the person has written, and where there is nothing to take back', async () => {
    const given = await aWorld();
    expect(await given.revoke()).toEqual({ kind: 'no-override' });
    await given.world.deliver({ signals: [aThreadOpening(time('11:00'), anna.refCode, '2')] });
    const conversationId = given.work.state.conversations[1]!.id;
    const target = { kind: 'organic' } as const;
    expect(await given.world.override.run({ workspaceId: theWorkspace, conversationId, target, reason: 'x' })).toEqual({
      kind: 'not-opened',
    });
  });
});

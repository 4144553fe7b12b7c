import { describe, expect, it } from '@jest/globals';
import type { ConversionAttribution } from '@whence/attribution-domain';
import {
  aLink,
  aSignal,
  aWorldWith,
  instagramAccount,
  onWhatsAppBy,
  referralTo,
  theWorkspace,
  time,
  whatsAppAccount,
} from '@whence/attribution-testing';

const anna = aLink('ANNA');
const ben = aLink('BEN');
const phone = { kind: 'waId', value: '15550002222' } as const;
const hidden = { kind: 'bsuid', value: 'US.9001' } as const;

const onInstagram = aSignal({ at: time('10:00'), platformMessageId: 'mid.1' });
const fromAnna = { ...onInstagram, referral: referralTo(anna.refCode) };
const onWhatsApp = onWhatsAppBy([phone], {
  at: time('11:00'),
  platformMessageId: 'wamid.1',
  referral: referralTo(ben.refCode),
});

const reasonOf = (attribution: ConversionAttribution) => ('reason' in attribution ? attribution.reason : undefined);

const aWorld = () => {
  const { work, world } = aWorldWith(anna.build(), ben.build());
  const conversations = () => work.state.conversations.map(({ id }) => id);
  const standing = () =>
    work.state.contacts.map(({ id }) => {
      const decision = work.state.decisions.get(id)?.at(-1);
      return decision && [decision.status, decision.reason ?? decision.credits[0]?.partnerId, decision.because];
    });
  const conversions = () =>
    work.state.conversions.map(({ conversion: { type, externalId = type, attribution } }) => [
      externalId,
      attribution.status === 'attributed' ? attribution.credits[0].partnerId : reasonOf(attribution),
    ]);
  const join = () =>
    world.joinContacts.run({
      workspaceId: theWorkspace,
      conversationIds: conversations(),
      reason: 'same loyalty card',
    });
  const sale = (id: string, contact: Parameters<typeof world.recordConversion.run>[0]['contact']) =>
    world.recordConversion.run({
      workspaceId: theWorkspace,
      id: `cvn_${id}`,
      type: 'sale',
      externalId: id,
      contact,
      occurredAt: time('11:30'),
    });
  return { work, world, standing, conversions, join, sale };
};

const byInstagram = { channelIdentity: { channelAccountId: instagramAccount, participantId: '8800000000000021' } };
const byPhone = { channelIdentity: { channelAccountId: whatsAppAccount, participantId: phone.value } };

describe('a person on two channels', () => {
  it('was brought by whoever brought the first conversation', async () => {
    const { world, standing, conversions, sale, join } = aWorld();
    await world.deliver({ signals: [onWhatsApp] }, { signals: [fromAnna] });
    await sale('order-1', byPhone);
    expect(conversions()).toContainEqual(['order-1', 'prt_BEN']);
    await join();
    expect(standing()).toEqual([
      ['unattributed', 'joined-with-another-contact', 'contacts-joined'],
      ['credited', 'prt_ANNA', 'conversation-opened'],
    ]);
    expect(conversions()).toEqual([
      ['opening', 'joined-with-another-contact'],
      ['opening', 'prt_ANNA'],
      ['order-1', 'prt_ANNA'],
    ]);
  });

  it('is known by a conversion that names both', async () => {
    const { world, standing, sale } = aWorld();
    await world.deliver({ signals: [fromAnna] }, { signals: [onWhatsApp] });
    await sale('order-1', { ...byInstagram, externalUserId: 'user-7' });
    expect(await sale('order-2', { ...byPhone, externalUserId: 'user-7' })).toMatchObject({
      kind: 'recorded',
      conversion: { attribution: { credits: [{ partnerId: 'prt_ANNA' }] } },
    });
    expect(standing().map((of) => of?.[1])).toEqual(['prt_ANNA', 'joined-with-another-contact']);
  });

  it('is recognised when he writes on a channel that a conversion named before', async () => {
    const { world, work, sale } = aWorld();
    await world.deliver({ signals: [fromAnna] });
    await sale('order-1', { ...byInstagram, externalUserId: 'user-7' });
    await sale('order-2', { ...byPhone, externalUserId: 'user-7' });
    await world.deliver({ signals: [onWhatsApp] });
    expect(work.state.contacts).toHaveLength(1);
    expect(work.state.conversations).toHaveLength(2);
  });

  it('takes what he reveals on the other channel into account, where the decision is not final', async () => {
    const { world, standing, join } = aWorld();
    const before = onWhatsAppBy([phone], { at: time('09:30'), platformMessageId: 'wamid.0', isReadable: false });
    await world.deliver({ signals: [fromAnna] }, { signals: [{ ...before, referral: referralTo(ben.refCode) }] });
    await join();
    expect(standing().map((of) => of?.[1])).toEqual(['joined-with-another-contact', 'prt_BEN']);
  });
});

describe('ids of one person that were seen together', () => {
  const written = (participant: Parameters<typeof onWhatsAppBy>[0], minute: number) =>
    onWhatsAppBy(participant, { at: time('11:00') + minute * 60_000, platformMessageId: `wamid.${minute}` });

  it('make one contact of two', async () => {
    const { world, work } = aWorld();
    await world.deliver({ signals: [written([phone], 0)] }, { signals: [written([hidden], 1)] });
    expect(work.state.joins).toHaveLength(0);
    await world.deliver({ signals: [written([phone, hidden], 2)] });
    expect(work.state.joins).toEqual([expect.objectContaining({ because: 'seen-together' })]);
  });

  it('are a conflict where both people have been known by another id of that kind: it is recorded, nothing is joined', async () => {
    const { world, work } = aWorld();
    const other = { kind: 'waId', value: '15550003333' } as const;
    await world.deliver({ signals: [written([phone], 0)] }, { signals: [written([other, hidden], 1)] });
    await world.deliver({ signals: [written([phone, hidden], 2)] });
    expect(work.state.joins).toEqual([]);
    expect(work.state.conflicts).toEqual([expect.objectContaining({ reason: 'different-names' })]);
  });
});

describe('a changed number', () => {
  const newPhone = { kind: 'waId', value: '15550003333' } as const;
  const changed = {
    kind: 'identity-changed',
    channel: 'whatsapp',
    account: onWhatsApp.account,
    participant: [newPhone],
    previous: [phone],
    occurredAt: { at: time('11:10'), precisionMs: 1000, clock: 'platform' },
    platformMessageId: 'wamid.S1',
  } as const;
  const later = onWhatsAppBy([newPhone], { at: time('11:20'), platformMessageId: 'wamid.2' });

  it.each([
    ['before anything was written from the new one', [onWhatsApp, changed, later]],
    ['after it', [onWhatsApp, later, changed]],
    ['before the first message arrived', [changed, later, onWhatsApp]],
  ])('is the same person: told %s', async (_when, signals) => {
    const { world, work, standing } = aWorld();
    for (const signal of signals) await world.deliver({ signals: [signal] });
    const alive = standing().filter((_, place) => work.state.contacts[place]?.joinedInto === undefined);
    expect(alive.map((of) => of?.[1])).toEqual(['prt_BEN']);
  });
});

describe('what is final', () => {
  const finally_ = time('12:00', -10);

  it('stays with both, and later conversions take the first: organic on Instagram, credited and paid on WhatsApp', async () => {
    const { world, standing, conversions, join, sale, work } = aWorld();
    await world.deliver({ signals: [onInstagram] }, { signals: [onWhatsApp] });
    await sale('order-1', byPhone);
    world.clock.set(finally_);
    await join();
    expect(standing().map((of) => of?.[0])).toEqual(['organic', 'credited']);
    await sale('order-2', byPhone);
    expect(conversions()).toEqual([
      ['opening', 'organic'],
      ['opening', 'prt_BEN'],
      ['order-1', 'prt_BEN'],
      ['order-2', 'organic'],
    ]);
    expect(work.state.conversations.map(({ answeredBy }) => answeredBy)).toEqual([
      undefined,
      work.state.contacts[1]?.id,
    ]);
  });
});

describe('contacts that are taken apart again', () => {
  const separated = async (from: ReturnType<typeof aWorld>) =>
    from.world.joinContacts.separate(theWorkspace, from.work.state.joins[0]?.id ?? 'joi_NONE');

  it('have the answers again that they would have had', async () => {
    const given = aWorld();
    await given.world.deliver({ signals: [fromAnna] }, { signals: [onWhatsApp] });
    await given.sale('order-1', byPhone);
    const before = [given.standing().map((of) => of?.[1]), given.conversions()];
    await given.join();
    expect(await separated(given)).toEqual({ kind: 'separated' });
    expect([given.standing().map((of) => of?.[1]), given.conversions()]).toEqual(before);
    expect(await separated(given)).toEqual({ kind: 'unknown-join' });
  });

  it('keep what came under their own names since', async () => {
    const given = aWorld();
    await given.world.deliver({ signals: [fromAnna] }, { signals: [onWhatsApp] });
    await given.join();
    await given.sale('order-1', byPhone);
    await separated(given);
    expect(given.conversions()).toContainEqual(['order-1', 'prt_BEN']);
  });

  it('are not joined again by a conversion that names both', async () => {
    const given = aWorld();
    await given.world.deliver({ signals: [fromAnna] }, { signals: [onWhatsApp] });
    await given.join();
    await separated(given);
    await given.sale('order-1', { ...byInstagram, externalUserId: 'user-7' });
    expect(await given.sale('order-2', { ...byPhone, externalUserId: 'user-7' })).toEqual({
      kind: 'contradicting-contact',
    });
    expect(given.work.state.conflicts).toEqual([expect.objectContaining({ reason: 'told-apart' })]);
  });
});

describe('the tenant', () => {
  it('is told when the conversations are one contact’s already, or nobody’s', async () => {
    const { world, join } = aWorld();
    await world.deliver({ signals: [onInstagram] });
    expect(await join()).toEqual({ kind: 'already-one-contact' });
    const conversationIds = ['cnv_NOBODY'] as const;
    expect(await world.joinContacts.run({ workspaceId: theWorkspace, conversationIds, reason: 'x' })).toEqual({
      kind: 'unknown-conversation',
      conversationId: 'cnv_NOBODY',
    });
  });
});

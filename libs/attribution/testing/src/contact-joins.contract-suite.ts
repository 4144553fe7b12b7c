import { expect, it } from '@jest/globals';
import type { Attribution, JoinId } from '@whence/attribution-domain';
import type { Recognised } from '@whence/attribution-application';

import { whatsAppAccount } from './application-world.js';
import { meetOne, onInstagram, onWhatsApp, type Runner, type Start } from './contract-suite-runner.js';
import { aMessage } from './signal.builder.js';
import { time } from './times.js';

const phone = { kind: 'waId', value: '15550002222' } as const;
const bsuid = { kind: 'bsuid', value: 'US.9001' } as const;
const at = time('11:00');

interface TwoContacts {
  readonly ana: Recognised;
  readonly onWhatsApp: Recognised;
}

const twoContacts = async (run: Runner): Promise<TwoContacts> => {
  const ana = await meetOne(run, onInstagram('1'));
  return { ana, onWhatsApp: await meetOne(run, onWhatsApp(phone)) };
};

const join = (run: Runner, two: TwoContacts, namesOnly = false): Promise<JoinId> =>
  run(({ contactJoins }) =>
    contactJoins.join({
      kept: two.ana.contactId,
      absorbed: two.onWhatsApp.contactId,
      because: 'tenant',
      reason: 'she told us',
      at,
      namesOnly,
    }),
  );

const copyOf = ({ conversationId }: Recognised, name: string) => ({
  ...aMessage(time('10:00')).named(name).withRef('ANNA10').build(),
  conversationId,
});

const ownersOf = (run: Runner, { ana, onWhatsApp: other }: TwoContacts) =>
  run(async ({ signalCopies }) => {
    const owned = await signalCopies.deciding([ana.contactId, other.contactId], []);
    return owned.map(({ contactId, copy }) => [copy.conversationId, contactId, copy.joinedAt]);
  });

/** What every implementation of joining contacts must do. */
export const describeContactJoins = (start: Start): void => {
  it('names everybody else whom a sighting may be of', async () => {
    const run = await start();
    const first = await meetOne(run, onWhatsApp(phone));
    const second = await meetOne(run, onWhatsApp(bsuid));
    const both = await meetOne(run, onWhatsApp(phone, bsuid));
    expect(both).toMatchObject({ contactId: first.contactId, others: [second.contactId] });
    const renamed = await meetOne(run, { ...onWhatsApp({ kind: 'waId', value: '15550003333' }), previous: [phone] });
    expect(renamed).toMatchObject({ contactId: first.contactId, others: [] });
  });

  it('knows a person by every name that came beside one it knew', async () => {
    const run = await start();
    const newPhone = { kind: 'waId', value: '15550003333' } as const;
    const { contactId } = await meetOne(run, onWhatsApp(phone));
    await meetOne(run, onWhatsApp(phone, bsuid));
    await meetOne(run, { ...onWhatsApp(newPhone), previous: [phone] });
    for (const name of [phone, bsuid, newPhone]) {
      expect(await meetOne(run, onWhatsApp(name))).toMatchObject({ contactId, others: [] });
    }
  });

  it('knows what a join depends on', async () => {
    const run = await start();
    const { ana, onWhatsApp: other } = await twoContacts(run);
    await run(({ contacts }) => contacts.linkExternalUser(ana.contactId, 'user-7'));
    const [joinable] = await run(({ contactJoins }) => contactJoins.joinable([ana.contactId, other.contactId]));
    expect(joinable).toMatchObject({ id: ana.contactId, firstSeenAt: time('10:00'), keptApartFrom: [] });
    expect(joinable?.names.map(({ kind }) => kind)).toEqual(['igsid', 'externalUser']);
    expect(joinable).not.toHaveProperty('openedAt');
  });

  it('makes everything of one contact the other one’s, and gives it back', async () => {
    const run = await start();
    const two = await twoContacts(run);
    const { ana, onWhatsApp: other } = two;
    await run(({ signalCopies }) => signalCopies.add([{ contactId: ana.contactId, copy: copyOf(ana, 'a') }]));
    await run(({ signalCopies }) => signalCopies.add([{ contactId: other.contactId, copy: copyOf(other, 'b') }]));
    const before = await ownersOf(run, two);
    const id = await join(run, two);

    expect(await meetOne(run, onWhatsApp(phone))).toEqual({ ...other, contactId: ana.contactId, others: [] });
    const [kept, absorbed] = await run(({ contacts }) => contacts.lock([ana.contactId, other.contactId].sort()));
    const contacts = [kept, absorbed];
    expect(contacts.find((contact) => contact?.id === ana.contactId)?.conversations).toHaveLength(2);
    expect(contacts.find((contact) => contact?.id === other.contactId)).toMatchObject({
      joinedInto: ana.contactId,
      answeredBy: ana.contactId,
      identities: [],
    });
    expect(await run(({ contacts: found }) => found.ofConversation(other.conversationId))).toEqual({
      contactId: ana.contactId,
      homeId: other.contactId,
    });
    expect((await ownersOf(run, two)).sort()).toEqual(
      [
        [ana.conversationId, ana.contactId, undefined],
        [other.conversationId, ana.contactId, at],
      ].sort(),
    );

    expect(await run(({ contactJoins }) => contactJoins.inForce(id))).toEqual({
      holder: ana.contactId,
      absorbed: other.contactId,
    });
    expect(await run(({ contactJoins }) => contactJoins.separate(id, at))).toBe(true);
    expect(await ownersOf(run, two)).toEqual(before);
    expect(await meetOne(run, onWhatsApp(phone))).toEqual({ ...other, others: [] });
    expect(await run(({ contactJoins }) => contactJoins.separate(id, at))).toBe(false);
  });

  it('leaves a final answer and its evidence where they are', async () => {
    const run = await start();
    const two = await twoContacts(run);
    const { ana, onWhatsApp: other } = two;
    await run(({ signalCopies }) => signalCopies.add([{ contactId: other.contactId, copy: copyOf(other, 'b') }]));
    const id = await join(run, two, true);
    expect(await ownersOf(run, two)).toEqual([[other.conversationId, other.contactId, undefined]]);
    expect(await run(({ contacts }) => contacts.answeringFor(other.conversationId))).toBe(other.contactId);
    expect((await meetOne(run, onWhatsApp(phone))).contactId).toBe(ana.contactId);
    await run(({ contactJoins }) => contactJoins.separate(id, at));
    expect((await meetOne(run, onWhatsApp(phone))).contactId).toBe(other.contactId);
  });

  it('keeps those apart who were taken apart, whoever has become part of them', async () => {
    const run = await start();
    const two = await twoContacts(run);
    const id = await join(run, two);
    await run(({ contactJoins }) => contactJoins.separate(id, at));
    const third = await meetOne(run, onWhatsApp(bsuid));
    await join(run, { ana: third, onWhatsApp: two.onWhatsApp });
    const joinable = await run(({ contactJoins }) => contactJoins.joinable([two.ana.contactId, third.contactId]));
    expect(joinable.map(({ keptApartFrom }) => keptApartFrom)).toEqual([[third.contactId], [two.ana.contactId]]);
  });

  it('gives an absorbed contact back with whoever had become part of it, and what came under their names', async () => {
    const run = await start();
    const two = await twoContacts(run);
    const hidden = await meetOne(run, onWhatsApp(bsuid));
    await join(run, { ana: two.onWhatsApp, onWhatsApp: hidden });
    const id = await join(run, two);
    const later = await meetOne(run, onWhatsApp(bsuid));
    expect(later).toMatchObject({ contactId: two.ana.contactId, conversationId: hidden.conversationId });
    await run(({ signalCopies }) => signalCopies.add([{ contactId: two.ana.contactId, copy: copyOf(later, 'c') }]));
    await run(({ contactJoins }) => contactJoins.separate(id, at));
    expect(await meetOne(run, onWhatsApp(bsuid))).toMatchObject({ contactId: two.onWhatsApp.contactId });
    expect(await ownersOf(run, two)).toEqual([[hidden.conversationId, two.onWhatsApp.contactId, at]]);
  });

  it('knows the conversation that was decided about, also where that has moved on with somebody else’s', async () => {
    const run = await start();
    const two = await twoContacts(run);
    await join(run, two);
    const attribution: Attribution = {
      status: 'organic',
      credits: [],
      version: 1,
      conversationId: two.onWhatsApp.conversationId,
      openedAt: time('10:00'),
      finalAt: time('12:00'),
      decidedAt: time('10:01'),
      because: 'conversation-opened',
      flags: [],
    };
    await run(({ decisions }) => decisions.add([{ contactId: two.ana.contactId, attribution }]));
    const first = await meetOne(run, onWhatsApp(bsuid));
    await join(run, { ana: first, onWhatsApp: two.ana });
    const [ana] = await run(({ contacts }) => contacts.lock([two.ana.contactId]));
    expect(ana?.conversations.map(({ id }) => id).sort()).toEqual(
      [two.ana.conversationId, two.onWhatsApp.conversationId].sort(),
    );
  });

  it('finds a conversion’s contact under the name that it was reported by', async () => {
    const run = await start();
    const two = await twoContacts(run);
    await join(run, two);
    const named = await run(({ contacts }) => contacts.ofChannelIdentity(whatsAppAccount, phone.value));
    expect(named).toEqual({ contactId: two.ana.contactId, homeId: two.onWhatsApp.contactId });
  });

  it('notes a conflict once', async () => {
    const run = await start();
    const { ana, onWhatsApp: other } = await twoContacts(run);
    const conflict = { because: 'seen-together', reason: 'different-names', at } as const;
    for (const between of [
      [ana.contactId, other.contactId],
      [other.contactId, ana.contactId],
    ] as const) {
      await expect(
        run(({ contactJoins }) => contactJoins.noteConflict({ ...conflict, between })),
      ).resolves.toBeUndefined();
    }
  });
};

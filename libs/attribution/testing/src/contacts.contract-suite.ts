import { expect, it } from '@jest/globals';
import type { KnownContact } from '@whence/attribution-application';
import type { ContactId } from '@whence/attribution-domain';

import { instagramAccount, whatsAppAccount } from './application-world.js';
import { meet, meetOne, onInstagram, onWhatsApp, type Runner, type Start } from './contract-suite-runner.js';
import { time } from './times.js';

const locked = async (run: Runner, contactId: ContactId): Promise<KnownContact> => {
  const [contact] = await run(({ contacts }) => contacts.lock([contactId]));
  if (contact === undefined) throw new Error(`no contact ${contactId}`);
  return contact;
};

/** What every implementation of contacts must do. */
export const describeContacts = (start: Start): void => {
  it('recognises a person again, and tells two apart', async () => {
    const run = await start();
    const [ana, ben] = await meet(run, onInstagram('1'), onInstagram('2'));
    expect(await meet(run, onInstagram('2'), onInstagram('1'))).toEqual([ben, ana]);
    expect(ana?.contactId).not.toBe(ben?.contactId);
  });

  it('was first seen when the earliest delivery came, whichever was worked first', async () => {
    const run = await start();
    const { contactId } = await meetOne(run, onInstagram('1'));
    await run(({ contacts }) => contacts.recognise([onInstagram('1', time('09:00'))]));
    await run(({ contacts }) => contacts.recognise([onInstagram('1', time('11:00'))]));
    const contact = await locked(run, contactId);
    expect(contact.firstSeenAt).toBe(time('09:00'));
  });

  it('joins identities that were seen together', async () => {
    const run = await start();
    const phone = { kind: 'waId', value: '15550002222' } as const;
    const bsuid = { kind: 'bsuid', value: 'US.9001' } as const;
    const who = await meetOne(run, onWhatsApp(phone, bsuid));
    expect(await meetOne(run, onWhatsApp(bsuid))).toEqual(who);
    const contact = await locked(run, who.contactId);
    expect(contact.identities).toHaveLength(2);
    expect(contact.conversations).toEqual([expect.objectContaining({ participantId: '15550002222' })]);
  });

  it('finds the contact by conversation, by channel identity and by user id', async () => {
    const run = await start();
    const who = await meetOne(run, onInstagram('1'));
    await run(({ contacts }) => contacts.linkExternalUser(who.contactId, 'user-7'));
    const found = await run(async ({ contacts }) => [
      await contacts.ofConversation(who.conversationId),
      await contacts.ofChannelIdentity(instagramAccount, '1'),
      await contacts.ofExternalUser('user-7'),
      await contacts.ofExternalUser('user-8'),
      await contacts.ofChannelIdentity(instagramAccount, '2'),
    ]);
    const { contactId } = who;
    expect(found).toEqual([{ contactId }, { contactId }, { contactId }, undefined, undefined]);
  });

  it('knows a person by a name that somebody gave before he was met under it', async () => {
    const run = await start();
    const ana = await meetOne(run, onInstagram('1'));
    const participant = {
      channel: 'whatsapp',
      channelAccountId: whatsAppAccount,
      participantId: '+15550002222',
    } as const;
    await run(({ contacts }) => contacts.nameAlso(ana.contactId, participant));
    const met = await meetOne(run, onWhatsApp({ kind: 'waId', value: '15550002222' }));
    expect(met.contactId).toBe(ana.contactId);
    expect(met.conversationId).not.toBe(ana.conversationId);
  });

  it('keeps when a conversation was opened', async () => {
    const run = await start();
    const who = await meetOne(run, onInstagram('1'));
    await run(({ contacts }) => contacts.setOpenedAt([{ id: who.conversationId, openedAt: time('10:00:00.123') }]));
    const contact = await locked(run, who.contactId);
    expect(contact.conversations[0]?.openedAt).toBe(time('10:00:00.123'));
  });
};

import { describe, expect, it } from '@jest/globals';
import type { Conversion, KnownContact, UnitOfWork } from '@whence/attribution-application';
import { defaultSettings, type Attribution, type ContactId } from '@whence/attribution-domain';

import { instagramAccount, theWorkspace } from './application-world.js';
import { meet, meetOne, onInstagram, onWhatsApp, type Runner, type Start } from './contract-suite-runner.js';
import { describeTouchpoints } from './explaining.contract-suite.js';
import { describeOverrides } from './overrides.contract-suite.js';
import { describeRefunds } from './refunds.contract-suite.js';
import { aMessage } from './signal.builder.js';
import { time } from './times.js';

/** What every unit of work and its stores must do; `make` gives one that holds nothing yet. */
export const describeUnitOfWork = (make: () => Promise<UnitOfWork> | UnitOfWork): void => {
  const start = async (): Promise<Runner> => {
    const unitOfWork = await make();
    return (work) => unitOfWork.run(theWorkspace, work);
  };
  describe('contacts', () => describeContacts(start));
  describe('signal copies', () => describeSignalCopies(start));
  describe('decisions', () => describeDecisions(start));
  describe('touchpoints', () => describeTouchpoints(start));
  describe('conversions', () => describeConversions(start));
  describe('refunds', () => describeRefunds(start));
  describe('overrides', () => describeOverrides(start));
  describe('settings', () => describeSettings(start));
};

const locked = async (run: Runner, contactId: ContactId): Promise<KnownContact> => {
  const [contact] = await run(({ contacts }) => contacts.lock([contactId]));
  if (contact === undefined) throw new Error(`no contact ${contactId}`);
  return contact;
};

const describeContacts = (start: Start): void => {
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
    expect(found).toEqual([who.contactId, who.contactId, who.contactId, undefined, undefined]);
  });

  it('keeps when a conversation was opened', async () => {
    const run = await start();
    const who = await meetOne(run, onInstagram('1'));
    await run(({ contacts }) => contacts.setOpenedAt([{ id: who.conversationId, openedAt: time('10:00:00.123') }]));
    const contact = await locked(run, who.contactId);
    expect(contact.conversations[0]?.openedAt).toBe(time('10:00:00.123'));
  });
};

const describeSignalCopies = (start: Start): void => {
  it('keeps a copy once, however often and whenever it comes', async () => {
    const run = await start();
    const { contactId, conversationId } = await meetOne(run, onInstagram('1'));
    const copy = { ...aMessage(time('10:00')).withRef('ANNA10').build(), conversationId };
    const again = { ...copy, receivedAt: copy.receivedAt + 5_000 };
    expect(await run(({ signalCopies }) => signalCopies.add([{ contactId, copy }]))).toEqual([
      { contactId, signalKey: copy.key },
    ]);
    expect(
      await run(({ signalCopies }) =>
        signalCopies.add([
          { contactId, copy: again },
          { contactId, copy },
        ]),
      ),
    ).toEqual([]);
    expect(await run(({ signalCopies }) => signalCopies.deciding([contactId], []))).toEqual([{ contactId, copy }]);
  });

  it('learns that a copy was received earlier than was known', async () => {
    const run = await start();
    const { contactId, conversationId } = await meetOne(run, onInstagram('1'));
    const copy = { ...aMessage(time('10:00')).withRef('ANNA10').build(), conversationId };
    const earlier = { ...copy, receivedAt: copy.receivedAt - 200 };
    await run(({ signalCopies }) => signalCopies.add([{ contactId, copy }]));
    expect(await run(({ signalCopies }) => signalCopies.add([{ contactId, copy: earlier }]))).toEqual([
      { contactId, signalKey: copy.key },
    ]);
    expect(await run(({ signalCopies }) => signalCopies.deciding([contactId], []))).toEqual([
      { contactId, copy: earlier },
    ]);
  });

  it('finds the contacts whose evidence names something', async () => {
    const run = await start();
    const { contactId, conversationId } = await meetOne(run, onInstagram('1'));
    const copy = { ...aMessage(time('10:00')).withRef('ANNA10').withAd('77').build(), conversationId };
    await run(({ signalCopies }) => signalCopies.add([{ contactId, copy }]));
    const page = { asOf: time('11:00'), limit: 10 };
    const naming = (changed: object) => run(({ signalCopies }) => signalCopies.contactsNaming(changed, page));
    expect(await naming({ refCodes: ['ANNA10'] })).toEqual([contactId]);
    expect(await naming({ adIds: ['77'] })).toEqual([contactId]);
    expect(await naming({ refCodes: ['anna10'], textCodes: ['ANNA10'] })).toEqual([]);
  });
};

const anAttribution = (version: number, conversationId: Attribution['conversationId']): Attribution => ({
  version,
  status: 'credited',
  matchType: 'click_token',
  credits: [{ partnerId: 'prt_ANNA', shareMillionths: 1_000_000 }],
  conversationId,
  openedAt: time('10:00'),
  finalAt: time('12:00'),
  decidedAt: time('10:01'),
  because: 'evidence-arrived',
  flags: ['existing-thread'],
  overridden: {
    override: { kind: 'organic', reason: 'a mistake', madeAt: time('10:00') },
    beneath: { status: 'unattributed', reason: 'ambiguous', credits: [] },
  },
});

const describeDecisions = (start: Start): void => {
  it('lets the newest version stand', async () => {
    const run = await start();
    const { contactId, conversationId } = await meetOne(run, onInstagram('1'));
    expect(await run(({ decisions }) => decisions.standing([contactId]))).toEqual(new Map());
    for (const version of [1, 2]) {
      await run(({ decisions }) => decisions.add([{ contactId, attribution: anAttribution(version, conversationId) }]));
    }
    const standing = await run(({ decisions }) => decisions.standing([contactId]));
    expect(standing).toEqual(new Map([[contactId, anAttribution(2, conversationId)]]));
  });
};

const aLead = (changes: Partial<Conversion> = {}): Conversion => ({
  id: 'cvn_00000000000000000000000001',
  type: 'lead',
  externalId: 'signup-1',
  occurredAt: time('10:05'),
  receivedAt: time('10:06'),
  attribution: { status: 'parked' },
  version: 0,
  isFinal: false,
  ...changes,
});

const describeConversions = (start: Start): void => {
  it('keeps one conversion for an external id', async () => {
    const run = await start();
    const first = aLead({ amount: { amountMinor: 1999n, currency: 'BRL' } });
    expect(await run(({ conversions }) => conversions.add(first, {}, 'print'))).toEqual(first);
    const second = aLead({ id: 'cvn_00000000000000000000000002' });
    expect(await run(({ conversions }) => conversions.add(second, {}, 'other'))).toBeUndefined();
    expect(await run(({ conversions }) => conversions.byExternalId('signup-1'))).toMatchObject({
      conversion: first,
      fingerprint: 'print',
    });
  });

  it('gives a contact the parked conversions that name him', async () => {
    const run = await start();
    const byIdentity = { channelIdentity: { channelAccountId: instagramAccount, participantId: '1' } };
    await run(({ conversions }) => conversions.add(aLead(), { ...byIdentity, externalUserId: 'user-7' }, 'a'));
    const order = aLead({ id: 'cvn_00000000000000000000000002', externalId: 'order-1', type: 'sale' });
    await run(({ conversions }) => conversions.add(order, { externalUserId: 'user-7' }, 'b'));
    const { contactId } = await meetOne(run, onInstagram('1'));
    const claimed = await run(async ({ conversions }) => {
      await conversions.claimParked([contactId]);
      return conversions.ofContacts({ all: [contactId], untold: [] });
    });
    expect(claimed.map(({ externalId }) => externalId)).toEqual(['signup-1', 'order-1']);
  });

  it('keeps what is said of its attribution', async () => {
    const run = await start();
    const { contactId } = await meetOne(run, onInstagram('1'));
    const parked = aLead({ contactId });
    await run(({ conversions }) => conversions.add(parked, {}, 'print'));
    expect(await run(({ conversions }) => conversions.ofContacts({ all: [], untold: [contactId] }))).toEqual([parked]);
    const attributed = aLead({
      contactId,
      version: 1,
      finalAt: time('23:00'),
      attribution: { status: 'attributed', credits: [{ partnerId: 'prt_ANNA', shareMillionths: 1_000_000 }] },
    });
    await run(({ conversions }) => conversions.keep([attributed]));
    expect(await run(({ conversions }) => conversions.ofContacts({ all: [contactId], untold: [] }))).toEqual([
      attributed,
    ]);
    expect(await run(({ conversions }) => conversions.ofContacts({ all: [], untold: [contactId] }))).toEqual([]);
  });
};

const describeSettings = (start: Start): void => {
  it('knows the version in force at a moment', async () => {
    const run = await start();
    const second = { ...defaultSettings, version: 2, openingGraceMinutes: 30 };
    expect(await run(({ settings }) => settings.latest())).toEqual(defaultSettings);
    expect(await run(({ settings }) => settings.add(second, time('10:00')))).toBe(true);
    expect(await run(({ settings }) => settings.add(second, time('10:30')))).toBe(false);
    expect(await run(({ settings }) => settings.latest())).toEqual(second);
    expect(await run(({ settings }) => settings.inForceAt([time('10:00'), time('09:59')]))).toEqual([
      second,
      defaultSettings,
    ]);
  });
};

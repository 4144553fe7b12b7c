import { describe, expect, it } from '@jest/globals';
import type { Conversion, Fingerprints, UnitOfWork } from '@whence/attribution-application';
import { defaultSettings, type Attribution } from '@whence/attribution-domain';

import { instagramAccount, theWorkspace } from './application-world.js';
import { meetOne, onInstagram, type Runner, type Start } from './contract-suite-runner.js';
import { describeContactJoins } from './contact-joins.contract-suite.js';
import { describeCoupons } from './coupons.contract-suite.js';
import { describeTouchpoints } from './explaining.contract-suite.js';
import { describeContacts } from './contacts.contract-suite.js';
import { describeGuesses } from './guesses.contract-suite.js';
import { PlainFingerprints } from './in-memory/plain-fingerprints.js';
import { describeOverrides } from './overrides.contract-suite.js';
import { describeRefunds } from './refunds.contract-suite.js';
import { aMessage } from './signal.builder.js';
import { time } from './times.js';

/** What every unit of work and its stores must do; `make` gives one that holds nothing yet and makes these fingerprints. */
export const describeUnitOfWork = (
  make: () => Promise<UnitOfWork> | UnitOfWork,
  fingerprints: Fingerprints = new PlainFingerprints(),
): void => {
  const start = async (): Promise<Runner> => {
    const unitOfWork = await make();
    return (work) => unitOfWork.run(theWorkspace, work);
  };
  describe('contacts', () => describeContacts(start));
  describe('contact joins', () => describeContactJoins(start));
  describe('signal copies', () => describeSignalCopies(start));
  describe('decisions', () => describeDecisions(start));
  describe('touchpoints', () => describeTouchpoints(start));
  describe('conversions', () => describeConversions(start));
  describe('coupons', () => describeCoupons(start, fingerprints));
  describe('refunds', () => describeRefunds(start));
  describe('overrides', () => describeOverrides(start));
  describe('guesses', () => describeGuesses(start));
  describe('settings', () => describeSettings(start));
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

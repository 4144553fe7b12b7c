import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { Conversation, Conversion } from '../src/answers.js';
import { Brand, type Link, type Partner } from '../src/brand.js';
import { deliver } from '../src/deliveries/deliver.js';
import { linkReferral, type Referral } from '../src/deliveries/message.js';
import { metaBatch, metaMessage, metaReferral } from '../src/deliveries/meta-graph.js';
import { whatsAppMessage, whatsAppPlaceholder } from '../src/deliveries/whatsapp-cloud.js';
import { zernioAnswer, zernioReferral } from '../src/deliveries/zernio.js';
import { commissionsOf, explanationOf, theConversationOf } from '../src/look.js';
import { aPerson, freshDigits, freshMessageId, type Person } from '../src/person.js';
import { reportSale } from '../src/reports.js';
import { settled } from '../src/settled.js';
import { codeIn, refIn, tap } from '../src/tap.js';
import { theSystem } from '../src/the-system.js';
import { aTenantThatWants } from '../src/workspace.js';

const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000] as const;
const tenOClock = Math.floor(Date.now() / second) * second - 3 * hour;
const iso = (at: number): string => new Date(at).toISOString();
const system = theSystem();
let brand: Brand;
let wary: Brand;
let adsFirst: Brand;
let anna: Partner;
let ben: Partner;
let annas: Link;
let bens: Link;
let annasOnWhatsApp: Link;
let maria: Person;

beforeAll(async () => {
  const activeFrom = iso(tenOClock - 20 * day);
  brand = await Brand.on(system);
  wary = await Brand.on(await aTenantThatWants(system, { existingThreads: 'unattributed' }));
  adsFirst = await Brand.on(await aTenantThatWants(system, { precedence: 'ad_over_partner' }));
  anna = await brand.partner('Anna');
  ben = await brand.partner('Ben');
  annas = await brand.link(anna, 'instagram', { activeFrom });
  bens = await brand.link(ben, 'instagram', { activeFrom });
  annasOnWhatsApp = await brand.link(anna, 'whatsapp', { activeFrom });
  maria = aPerson();
});

const someoneNew = (): void => void (maria = aPerson());

interface Said {
  readonly text?: string;
  readonly referral?: Referral;
}

const told = async (payload: object, through: 'zernio' | 'meta-graph' | 'whatsapp-cloud', at = brand) => {
  await deliver(at.connections[through], payload);
  await settled(at.system);
};
const writes = (at: number, said: Said = {}, to = brand) =>
  told(metaMessage(to.accounts.instagram, maria, { id: freshMessageId(), text: 'Hi!', at, ...said }), 'meta-graph', to);
const texts = (at: number, text: string) =>
  told(whatsAppMessage(brand.accounts.whatsapp, maria, { id: freshMessageId(), text, at }), 'whatsapp-cloud');
const isLed = (at: number, referral: Referral, to = brand) =>
  told(metaReferral(to.accounts.instagram, maria, { at, referral }), 'meta-graph', to);
const isLedByZernio = (at: number, referral: Referral, to = brand) =>
  told(zernioReferral(to.accounts.instagram, maria, { at, referral }), 'zernio', to);
const isWrittenTo = (at: number) =>
  told(zernioAnswer(brand.accounts.instagram, maria, { id: freshMessageId(), text: 'Autumn sale!', at }), 'zernio');

const onInstagram = (at = brand): Promise<Conversation> => theConversationOf(at.system, maria.igsid);
const onWhatsApp = () => theConversationOf(system, maria.phone);
const creditedTo = ({ id }: Partner, matchType: string) => ({ status: 'credited', matchType, partnerId: id });
const nobody = (reason: string) => ({ status: 'unattributed', reason, credits: [] });
const refOf = ({ refCode }: Link): Referral => linkReferral(refCode);

describe('what counts for the opening', () => {
  beforeEach(someoneNew);

  it('Anna’s token clicked; organic opening; the old URL is opened again and delivers the token: organic', async () => {
    const referral = linkReferral(refIn(await tap(annas)));
    await writes(Date.now() + 20);
    await writes(Date.now() + second, { referral });
    expect((await onInstagram()).attribution).toMatchObject({ status: 'organic', version: 1 });
  });

  it('WhatsApp 10:00:00 "hi", 10:00:12 "WH-K7M…": Anna, text_code, within grace', async () => {
    await texts(tenOClock, 'hi');
    await texts(tenOClock + 12 * second, annasOnWhatsApp.textCode);
    expect((await onWhatsApp()).attribution).toMatchObject(creditedTo(anna, 'text_code'));
  });

  it('WhatsApp click in a second, message stamped in that second: Anna, click_token', async () => {
    const code = codeIn(await tap(annasOnWhatsApp));
    // WhatsApp stamps whole seconds, so the message seems to have been written before the click.
    await texts(Date.now(), `oi ${code}`);
    expect((await onWhatsApp()).attribution).toMatchObject(creditedTo(anna, 'click_token'));
  });

  it('template sent 09:00, plain reply 09:05: unattributed, business-wrote-first', async () => {
    await isWrittenTo(tenOClock - hour);
    await writes(tenOClock - 55 * minute);
    expect((await onInstagram()).attribution).toMatchObject(nobody('business-wrote-first'));
  });

  it('template sent 09:00, reply at 11:00 that carries Anna’s ref: Anna, flagged', async () => {
    await isWrittenTo(tenOClock - hour);
    await writes(tenOClock + hour, { referral: refOf(annas) });
    const { attribution, versions } = await explanationOf(system, await onInstagram());
    expect(attribution).toMatchObject(creditedTo(anna, 'ref_code'));
    expect(versions.at(-1)?.flags).toContain('business-wrote-first');
  });

  it('placeholder "unsupported" 10:00, code at 10:30: Anna, for grace starts at the first readable message', async () => {
    const placeholder = { id: freshMessageId(), at: tenOClock };
    await told(whatsAppPlaceholder(brand.accounts.whatsapp, maria, placeholder), 'whatsapp-cloud');
    expect((await onWhatsApp()).attribution).toMatchObject({ status: 'unattributed' });
    await texts(tenOClock + 30 * minute, annasOnWhatsApp.textCode);
    expect((await onWhatsApp()).attribution).toMatchObject(creditedTo(anna, 'text_code'));
  });

  it('referral event as the first thing ever seen, then a message: unattributed if the setting says so', async () => {
    const link = await wary.link(await wary.partner('Anna'), 'instagram', { activeFrom: iso(tenOClock - day) });
    await isLedByZernio(tenOClock, refOf(link), wary);
    await writes(tenOClock + 10 * second, {}, wary);
    expect((await onInstagram(wary)).attribution).toMatchObject(nobody('existing-thread'));
  });

  it('one tap seen as Meta referral 10:00:00.1, Zernio event 10:00:01.0, message 10:00:40 with it again: one entry', async () => {
    await isLed(tenOClock + 100, refOf(annas));
    await isLedByZernio(tenOClock + second, refOf(annas));
    await writes(tenOClock + 40 * second, { referral: refOf(annas) });
    const { attribution, touchpoints } = await explanationOf(system, await onInstagram());
    expect(attribution).toMatchObject(creditedTo(anna, 'ref_code'));
    expect(touchpoints.length).toBeGreaterThan(1);
    expect(new Set(touchpoints.map(({ entryId }) => entryId)).size).toBe(1);
  });
});

describe('who wins', () => {
  beforeEach(someoneNew);

  it.each([
    { what: 'activeFrom covers it: credited', from: -hour, status: 'credited' },
    { what: 'it does not: unattributed', from: hour, status: 'unattributed', reason: 'link-not-yet-active' },
  ])('unknown ref 10:00, a link with that code registered later, $what', async ({ from, status, reason }) => {
    const refCode = `LATE${freshDigits(8, '')}`;
    await writes(tenOClock, { referral: linkReferral(refCode) });
    expect((await onInstagram()).attribution).toMatchObject(nobody('unknown-ref'));
    await brand.link(anna, 'instagram', { refCode, activeFrom: iso(tenOClock + from) });
    await settled(system);
    const { attribution } = await onInstagram();
    expect(attribution).toMatchObject({ status, version: 2 });
    expect(attribution?.reason).toBe(reason);
  });

  it('Anna’s link (window 7 days) opened 8 days before, Ben’s 5 days before: Ben', async () => {
    const program = { name: 'Short', currency: 'BRL', rewards: [], windowDays: 7 };
    const { id: programId } = await system.api.post<{ id: string }>('/v1/programs', program);
    await system.api.post('/v1/enrollments', { partnerId: anna.id, programId });
    const shortLink = await brand.link(anna, 'instagram', { programId, activeFrom: iso(tenOClock - 20 * day) });
    await isLedByZernio(tenOClock - 8 * day, refOf(shortLink));
    await isLedByZernio(tenOClock - 5 * day, refOf(bens));
    await writes(tenOClock);
    const { attribution, touchpoints } = await explanationOf(system, await onInstagram());
    expect(attribution).toMatchObject(creditedTo(ben, 'ref_code'));
    expect(touchpoints.flatMap(({ verdicts }) => verdicts.flatMap(({ reason }) => reason ?? []))).toContain(
      'outside-window',
    );
  });

  it.each([
    ['Anna under partner_over_ad', () => brand, 'ref_code'],
    ['the ad under the other', () => adsFirst, 'ad_referral'],
  ] as const)('ad on Sunday without message, Anna’s link Monday with message: %s', async (_, at, matchType) => {
    const ad = { externalId: freshDigits(18, '1203'), campaignId: at().campaignId };
    const { id: adId } = await at().system.api.post<{ id: string }>('/v1/ads', ad);
    const partner = await at().partner('Anna');
    const link = await at().link(partner, 'instagram', { activeFrom: iso(tenOClock - 2 * day) });
    await isLed(tenOClock - day, { ad_id: ad.externalId, source: 'ADS', type: 'OPEN_THREAD' }, at());
    await writes(tenOClock, { referral: refOf(link) }, at());
    const { attribution } = await onInstagram(at());
    expect(attribution?.credits).toEqual([
      expect.objectContaining(matchType === 'ref_code' ? { partnerId: partner.id } : { adId }),
    ]);
    expect(attribution).toMatchObject({ status: 'credited', matchType });
  });

  it('Anna’s ref, and Ben’s code typed in the same message: Anna, proven before typed', async () => {
    await writes(tenOClock, { text: `Ben said ${bens.textCode}`, referral: refOf(annas) });
    expect((await onInstagram()).attribution).toMatchObject(creditedTo(anna, 'ref_code'));
  });
});

describe('conversions and money', () => {
  let conversation: Conversation;

  beforeEach(async () => {
    someoneNew();
    await writes(tenOClock, { referral: refOf(annas) });
    conversation = await onInstagram();
  });

  const lead = (externalId: string, occurredAt: number) =>
    system.api.post<Conversion>('/v1/conversions', {
      type: 'lead',
      externalId: `${externalId}-${conversation.id}`,
      contact: { conversationId: conversation.id },
      occurredAt: iso(occurredAt),
    });

  it('lead a second before the conversation opened, by the tenant’s clock: attributed, within 300 s', async () => {
    expect(await lead('signup', tenOClock - second)).toMatchObject({ status: 'attributed' });
    expect(await lead('too-early', tenOClock - 301 * second)).toMatchObject({ status: 'unattributed' });
  });

  it('sale a day before the opening: unattributed, precedes-the-conversation', async () => {
    const contact = { conversationId: conversation.id };
    const sale = { externalId: `order-${conversation.id}`, contact, occurredAt: iso(tenOClock - day) };
    expect(await reportSale(system, sale)).toMatchObject({
      status: 'unattributed',
      reason: 'precedes-the-conversation',
    });
  });

  it('two lead posts with different external ids: one lead reward', async () => {
    const leads = [await lead('signup', tenOClock + second), await lead('again', tenOClock + minute)];
    await settled(system);
    // The second may be heard of first: it is paid then, and reversed when the first one is.
    const standing = (await commissionsOf(system, anna)).filter(
      ({ conversionId, status }) => status !== 'reversed' && leads.some(({ id }) => id === conversionId),
    );
    expect(standing.map(({ on, amount }) => `${on} ${amount.amountMinor}`)).toEqual(['lead 500']);
  });

  it('a resolved link pasted into a group, 300 people enter by one token: 300 credited to its link, the reuse reported', async () => {
    const referral = linkReferral(refIn(await tap(bens)));
    const enteredAt = Date.now();
    const [first, ...others] = Array.from({ length: 300 }, () =>
      metaMessage(brand.accounts.instagram, aPerson(), { id: freshMessageId(), text: 'Hi!', at: enteredAt, referral }),
    );
    if (first === undefined) throw new Error('nobody entered');
    await told(metaBatch(first, ...others), 'meta-graph');
    const query = `/v1/conversations?channelAccountId=${brand.accounts.instagram.id}&from=${iso(enteredAt)}`;
    const entered = await system.api.all<Conversation>(query);
    expect(entered.filter(({ attribution }) => attribution?.linkId === bens.id)).toHaveLength(300);
    expect(new Set(entered.map(({ attribution }) => attribution?.matchType))).toEqual(new Set(['click_token']));
    const health = await system.api.get(`/v1/channel-accounts/${brand.accounts.instagram.id}/signal-health`);
    const reuse = { code: 'click-reused', evidence: { clicks: 1, mostPeopleByOne: 300 } };
    expect(health).toMatchObject({ findings: expect.arrayContaining([expect.objectContaining(reuse)]) });
  });
});

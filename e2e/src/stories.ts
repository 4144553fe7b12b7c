import type { Brand, ChannelAccount, Link } from './brand.js';
import { deliver } from './deliveries/deliver.js';
import { linkReferral } from './deliveries/message.js';
import { metaBatch, metaMessage } from './deliveries/meta-graph.js';
import { whatsAppMessage } from './deliveries/whatsapp-cloud.js';
import { zernioAnswer, zernioConversationStarted, zernioMessage, zernioReferral } from './deliveries/zernio.js';
import { aPerson, freshMessageId } from './person.js';

/** One person's way, and everything that is told of it, piece by piece. Told in any order, it is the same story. */
export interface Story {
  /** The person's id on the channel. */
  readonly participantId: string;
  readonly told: readonly Told[];
}

export interface Told {
  readonly name: string;
  readonly tell: () => Promise<void>;
}

/** What the people of all stories share. */
export interface Setting {
  readonly brand: Brand;
  readonly annasLink: Link;
  readonly bensLink: Link;
  /** When the stories began, UTC milliseconds. */
  readonly base: number;
}

const second = 1_000;
const conversionsAfterMs = 120 * second;

/** Came by Anna's link into an existing thread, typed Ben's code a minute later, signed up and bought twice. */
export const anInstagramStory = ({ brand, annasLink, bensLink, base }: Setting): Story => {
  const person = aPerson();
  const account = brand.accounts.instagram;
  const { zernio, 'meta-graph': meta } = brand.connections;
  const referral = linkReferral(annasLink.refCode);
  const hello = { id: freshMessageId(), text: 'Hi!', at: base + 3 * second };
  const code = { id: freshMessageId(), text: `friends gave me ${bensLink.textCode}`, at: base + 60 * second };
  const fromMeta = {
    hello: metaMessage(account, person, { ...hello, referral }),
    code: metaMessage(account, person, code),
  };
  const ledThere = zernioReferral(account, person, { referral, at: base });
  return {
    participantId: person.igsid,
    told: [
      { name: 'Zernio: the link led there', tell: () => deliver(zernio, ledThere) },
      {
        name: 'Zernio: started',
        tell: () => deliver(zernio, zernioConversationStarted(account, person, hello.at)),
      },
      { name: 'Zernio: hello, without the ref', tell: () => deliver(zernio, zernioMessage(account, person, hello)) },
      { name: 'Meta: hello', tell: () => deliver(meta, fromMeta.hello) },
      { name: 'Zernio: the code', tell: () => deliver(zernio, zernioMessage(account, person, code)) },
      { name: 'Meta: the code', tell: () => deliver(meta, fromMeta.code) },
      {
        name: 'Meta: both in one request',
        tell: () => deliver(meta, metaBatch(fromMeta.code, fromMeta.hello)),
      },
      ...reports(brand, { account, participantId: person.igsid, at: base + conversionsAfterMs }),
    ],
  };
};

/** Wrote, was answered, sent Anna's code when asked how they had heard of the brand, signed up and bought twice. */
export const aWhatsAppStory = ({ brand, annasLink, bensLink, base }: Setting): Story => {
  const person = aPerson();
  const account = brand.accounts.whatsapp;
  const { zernio, 'whatsapp-cloud': cloud } = brand.connections;
  const hello = { id: freshMessageId(), text: 'oi', at: base };
  const answer = { id: freshMessageId(), text: `Welcome! Like ${bensLink.textCode}?`, at: base + 5 * second };
  const code = { id: freshMessageId(), text: `no: ${annasLink.textCode.toLowerCase()}`, at: base + 12 * second };
  return {
    participantId: person.phone,
    told: [
      { name: 'Zernio: hello', tell: () => deliver(zernio, zernioMessage(account, person, hello)) },
      { name: 'Cloud: hello', tell: () => deliver(cloud, whatsAppMessage(account, person, hello)) },
      { name: 'Zernio: the answer', tell: () => deliver(zernio, zernioAnswer(account, person, answer)) },
      { name: 'Zernio: the code', tell: () => deliver(zernio, zernioMessage(account, person, code)) },
      { name: 'Cloud: the code', tell: () => deliver(cloud, whatsAppMessage(account, person, code)) },
      {
        name: 'Zernio: started',
        tell: () => deliver(zernio, zernioConversationStarted(account, person, hello.at)),
      },
      ...reports(brand, { account, participantId: person.phone, at: base + conversionsAfterMs }),
    ],
  };
};

/** A signup that ties the person's platform id to the brand's own, and a purchase by each of the two. */
const reports = (
  { system }: Brand,
  who: { readonly account: ChannelAccount; readonly participantId: string; readonly at: number },
): readonly Told[] => {
  const channelIdentity = { channelAccountId: who.account.id, participantId: who.participantId };
  const externalUserId = `user-${who.participantId}`;
  const report = async (said: { readonly type: string; readonly contact: object }, name: string): Promise<void> => {
    const body = {
      ...said,
      externalId: `${name}-${who.participantId}`,
      occurredAt: new Date(who.at).toISOString(),
      ...(said.type === 'sale' ? { amount: { amountMinor: '1999', currency: 'BRL' } } : {}),
    };
    const { status } = await system.api.ask('POST', '/v1/conversions', body);
    if (status !== 201 && status !== 200) throw new Error(`the ${name} was answered ${status}`);
  };
  const told = (name: string, type: string, contact: object): Told => ({
    name,
    tell: () => report({ type, contact }, name),
  });
  return [
    told('signup', 'lead', { channelIdentity, externalUserId }),
    told('order by platform id', 'sale', { channelIdentity }),
    told('order by own id', 'sale', { externalUserId }),
  ];
};

import {
  defaultSettings,
  type AdFacts,
  type ClickFacts,
  type Evidence,
  type LinkFacts,
  type PartnerStanding,
  type ProgramTerms,
  type Reference,
  type SignalCopy,
} from '@whence/attribution-domain';

export const touchpoints = 10;
const linksCount = 3;
const messagesAfterwards = 6;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const openedAt = Date.UTC(2026, 10, 23, 10);
const adId = '120299000000000888';

/** As long as ids are: a prefix and 26 characters. */
const idOf = <Prefix extends string>(prefix: Prefix, number: number): `${Prefix}_${string}` =>
  `${prefix}_01KAQ3ZV5N8T2M4R6P7S9W${String(number).padStart(4, '0')}`;

/** As long as pseudonyms and digests are: 43 characters. */
const digestOf = (number: number): string => `Zk3Qp7Rt1Xw9Yb5Nc8Md2Ls6Hv4Jg0Fa_Ue-Oi${String(number).padStart(5, '0')}`;

const account = idOf('cha', 1);
const conversation = idOf('cnv', 1);
const program = idOf('prg', 1);

const terms: readonly ProgramTerms[] = [
  { programId: program, version: 1, effectiveFrom: openedAt - 200 * dayMs, windowDays: 30, paysInferred: false },
  { programId: program, version: 2, effectiveFrom: openedAt - 40 * dayMs, windowDays: 45, paysInferred: false },
];

const standingOf = (number: number): PartnerStanding => ({
  partnerActiveFrom: 0,
  enrolledFrom: 0,
  identities: [{ channel: 'instagram', participantPseudonym: digestOf(100 + number) }],
});

const linkFacts = (number: number): LinkFacts => ({
  id: idOf('lnk', number),
  channelAccountId: account,
  refCode: `PARTNER${String(number)}`,
  textCode: `WH-K7M4Q2${'CDE'.charAt(number)}`,
  activeFrom: openedAt - 90 * dayMs,
  campaignId: idOf('cmp', number),
  partnerId: idOf('prt', number),
  programId: program,
  standing: standingOf(number),
  terms,
});

const ad: AdFacts = {
  id: idOf('ad', 1),
  externalId: adId,
  campaignId: idOf('cmp', 9),
  terms: [],
};

const enteredAt = (number: number): number => openedAt - (touchpoints - 1 - number) * 40 * minuteMs;
const clickedAt = (number: number): number => enteredAt(number) - minuteMs;

const clickFacts = (number: number): ClickFacts => ({
  id: idOf('clk', number),
  linkId: idOf('lnk', number % linksCount),
  clickedAt: clickedAt(number),
  visitor: 'person',
});

/** A link with a ref code, one with a click token, an ad: in turn. */
const referenceOf = (number: number): Reference => {
  const id = idOf('tch', number);
  const link = number % linksCount;
  const opened = { source: 'IGME-SOURCE-LINK', type: 'OPEN_THREAD' };
  if (number % 5 === 4) {
    const context = {
      ad_title: 'Autumn',
      photo_url: 'https://cdn.example/p.jpg',
      video_url: 'https://cdn.example/v.jpg',
    };
    const delivered = { ref: 'autumn', ad_id: adId, source: 'ADS', type: 'OPEN_THREAD', ads_context_data: context };
    return { kind: 'delivered', id, ref: 'autumn', adId, isProduct: false, delivered };
  }
  if (number % 2 === 0) {
    const ref = `PARTNER${String(link)}`;
    return { kind: 'delivered', id, ref, isProduct: false, delivered: { ref, ...opened } };
  }
  const ref = `w1${'AZCMcf9uqK2mTz'.repeat(5)}`;
  const token = { linkId: idOf('lnk', link), clickId: idOf('clk', number), clickedAt: clickedAt(number) };
  return { kind: 'delivered', id, ref, token, isProduct: false, delivered: { ref, ...opened } };
};

type Told = Pick<SignalCopy, 'kind' | 'isReadable' | 'references'> & {
  readonly at: number;
  readonly textDigest?: string;
};

const isMessage = ({ kind }: Told): boolean => kind !== 'thread-opened';

/** As Meta tells it, and Zernio a little later. */
const copiesOf = (told: Told, number: number): readonly SignalCopy[] =>
  (['meta-graph', 'zernio'] as const).map((provider) => ({
    key: `${account} ${told.kind} ${isMessage(told) ? 'id' : 'digest'}:${digestOf(number)}`,
    kind: told.kind,
    channel: 'instagram',
    channelAccountId: account,
    conversationId: conversation,
    provider,
    connectionId: idOf('con', provider === 'zernio' ? 1 : 2),
    occurredAt: { at: told.at, precisionMs: 1, clock: 'platform' },
    receivedAt: told.at + (provider === 'zernio' ? 2_400 : 900),
    isReadable: told.isReadable,
    isForwarded: false,
    ...(told.textDigest === undefined ? {} : { textDigest: told.textDigest }),
    references: told.references,
  }));

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, number) => number);

const arrivals = numbers(touchpoints).map((number): Told => {
  const came = { at: enteredAt(number), references: [referenceOf(number)] };
  if (number < touchpoints - 1) return { kind: 'thread-opened', isReadable: false, ...came };
  return { kind: 'message-received', isReadable: true, textDigest: digestOf(200), ...came };
});

/** What the two wrote to each other then, in turn. */
const talk = numbers(messagesAfterwards).map((number): Told => {
  const at = openedAt + (number + 1) * minuteMs;
  if (number % 2 === 0) return { kind: 'business-wrote', isReadable: false, references: [], at };
  return { kind: 'message-received', isReadable: true, textDigest: digestOf(201 + number), references: [], at };
});

/**
 * All that is known of one contact who came ten times before he wrote, by three links and an ad, and of the conversation
 * that he opened then. Zernio and Meta both told all of it.
 */
export const evidenceOfTen: Evidence = {
  copies: [...arrivals, ...talk].flatMap(copiesOf),
  contact: [{ channel: 'instagram', participantPseudonym: digestOf(1) }],
  facts: {
    links: numbers(linksCount).map(linkFacts),
    ads: [ad],
    coupons: [],
    clicks: numbers(touchpoints)
      .filter((number) => number % 2 === 1 && number % 5 !== 4)
      .map(clickFacts),
  },
  givenCoupons: [],
  settings: defaultSettings,
};

import {
  defaultSettings,
  type Evidence,
  type LinkFacts,
  type Reference,
  type SignalCopy,
} from '@whence/attribution-domain';

const touchpoints = 10;
const linksCount = 3;
const minuteMs = 60_000;
const openedAt = Date.UTC(2026, 10, 23, 10);

/** As long as ids are: a prefix and 26 characters. */
const idOf = <Prefix extends string>(prefix: Prefix, number: number): `${Prefix}_${string}` =>
  `${prefix}_01KAQ3ZV5N8T2M4R6P7S9W${String(number).padStart(4, '0')}`;

const linkFacts = (number: number): LinkFacts => ({
  id: idOf('lnk', number),
  channelAccountId: idOf('cha', 1),
  refCode: `PARTNER${String(number)}`,
  textCode: `WH-K7M4Q2${'CDE'.charAt(number)}`,
  campaignId: idOf('cmp', number),
  partnerId: idOf('prt', number),
  programId: idOf('prg', 1),
  activeFrom: 0,
  standing: {
    partnerActiveFrom: 0,
    enrolledFrom: 0,
    identities: [{ channel: 'instagram', participantPseudonym: 'b5c1f0a94e7d4c6f8a2e' }],
  },
  terms: [{ programId: idOf('prg', 1), version: 1, effectiveFrom: 0, windowDays: 30 }],
});

const clickedAt = (number: number): number => openedAt - (touchpoints - number) * 40 * minuteMs - minuteMs;

const referenceOf = (number: number): Reference => {
  const id = idOf('tch', number);
  const link = number % linksCount;
  if (number % 2 === 0) {
    const ref = `PARTNER${String(link)}`;
    const delivered = { ref, source: 'IGME-SOURCE-LINK', type: 'OPEN_THREAD' };
    return { kind: 'delivered', id, ref, isProduct: false, delivered };
  }
  const ref = `w1${'AZCMcf9uqK2mTz'.repeat(5)}`;
  const token = { linkId: idOf('lnk', link), clickId: idOf('clk', number), clickedAt: clickedAt(number) };
  const delivered = { ref, source: 'IGME-SOURCE-LINK', type: 'OPEN_THREAD' };
  return { kind: 'delivered', id, ref, token, isProduct: false, delivered };
};

const copyOf = (_: unknown, number: number): SignalCopy => {
  const isOpening = number === touchpoints - 1;
  const at = openedAt - (touchpoints - 1 - number) * 40 * minuteMs;
  return {
    key: `${idOf('cha', 1)} ${isOpening ? 'message-received' : 'thread-opened'} m_aWdfZAG1faXRlbToxOklH${String(number)}`,
    kind: isOpening ? 'message-received' : 'thread-opened',
    channel: 'instagram',
    channelAccountId: idOf('cha', 1),
    conversationId: idOf('cnv', 1),
    provider: 'meta-graph',
    connectionId: idOf('con', 1),
    occurredAt: { at, precisionMs: 1, clock: 'platform' },
    receivedAt: at + 900,
    isReadable: true,
    isForwarded: false,
    references: [referenceOf(number)],
  };
};

/** All that is known of one contact who came ten times by three links before he wrote. */
export const evidenceOfTen: Evidence = {
  copies: Array.from({ length: touchpoints }, copyOf),
  contact: [{ channel: 'instagram', participantPseudonym: '0f9d2c7b61e84a53b7f1' }],
  facts: {
    links: Array.from({ length: linksCount }, (_, number) => linkFacts(number)),
    ads: [],
    coupons: [],
    clicks: Array.from({ length: touchpoints / 2 }, (_, half) => ({
      id: idOf('clk', half * 2 + 1),
      linkId: idOf('lnk', (half * 2 + 1) % linksCount),
      clickedAt: clickedAt(half * 2 + 1),
      visitor: 'person' as const,
    })),
  },
  settings: defaultSettings,
};

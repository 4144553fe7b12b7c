import { readFileSync, readdirSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { metaGraphAdapter } from '@whence/channel-meta-graph';
import { whatsappCloudAdapter } from '@whence/channel-whatsapp-cloud';
import { zernioAdapter } from '@whence/channel-zernio';
import { findCouponCodes, findTextCodes, makeClickPart, makeTextCode, writeCodeWithClick } from '@whence/codes';
import { parseJson } from '@whence/platform/json';
import type { ChannelCapability, ConversationSignal, DeliverableMatchType } from '@whence/signals';

import { CapabilitiesController } from '../src/capabilities/capabilities.controller.js';

type Path = readonly (string | number)[];

/** Something that a delivery may carry, and how to tell that a signal came out with it. */
interface Probe {
  readonly matchType: DeliverableMatchType;
  readonly value: string;
  readonly isCarriedBy: (signal: ConversationSignal) => boolean;
}

const adapters = [metaGraphAdapter, whatsappCloudAdapter, zernioAdapter];
const token = `w1${'A'.repeat(72)}`;
const adId = '120299000000000321';
const code = makeTextCode(123_456);
const clickPart = makeClickPart(654_321);
const coupon = 'LUNA-PROBE';

const textOf = (signal: ConversationSignal): string =>
  signal.kind === 'message-received' && !signal.isForwarded ? (signal.text ?? '') : '';
const referralOf = (signal: ConversationSignal) => ('referral' in signal ? signal.referral : undefined);

const probes: readonly Probe[] = [
  { matchType: 'click_token', value: token, isCarriedBy: (signal) => referralOf(signal)?.ref === token },
  {
    // Only WhatsApp's links lead to a draft that names the click: the others have a ref for it.
    matchType: 'click_token',
    value: writeCodeWithClick(code, clickPart),
    isCarriedBy: (signal) =>
      signal.channel === 'whatsapp' &&
      findTextCodes(textOf(signal)).codes.some((found) => found.clickPart === clickPart),
  },
  { matchType: 'ref_code', value: 'PROBE10', isCarriedBy: (signal) => referralOf(signal)?.ref === 'PROBE10' },
  { matchType: 'ad_referral', value: adId, isCarriedBy: (signal) => referralOf(signal)?.adId === adId },
  {
    matchType: 'text_code',
    value: code,
    isCarriedBy: (signal) => findTextCodes(textOf(signal)).codes.some((found) => found.code === code),
  },
  {
    matchType: 'coupon',
    value: coupon,
    isCarriedBy: (signal) => findCouponCodes(textOf(signal)).includes(coupon as never),
  },
];

const isObject = (value: unknown): value is object => value !== null && typeof value === 'object';

const leavesOf = (value: unknown, path: Path = []): readonly Path[] =>
  isObject(value)
    ? Object.entries(value).flatMap(([name, child]) =>
        leavesOf(child, [...path, Array.isArray(value) ? Number(name) : name]),
      )
    : [path];

const withValueAt = (payload: unknown, [head, ...rest]: Path, value: string): unknown => {
  if (head === undefined) return value;
  if (Array.isArray(payload)) {
    return payload.map((child: unknown, index) => (index === head ? withValueAt(child, rest, value) : child));
  }
  const fields = payload as Record<string, unknown>;
  return { ...fields, [head]: withValueAt(fields[head], rest, value) };
};

/** What wraps the items of a delivery; the same items come in several wrappings. */
const wrapping = /^entry\.(messaging\.|standby\.|changes\.value\.messages\.|changes\.value\.|value\.)/;

const fieldOf = (path: Path): string =>
  path
    .filter((step) => typeof step === 'string')
    .join('.')
    .replace(wrapping, '');

const fixturesOf = (provider: string): readonly unknown[] => {
  const folder = new URL(`../../../libs/channels/${provider}/fixtures/`, import.meta.url);
  return readdirSync(folder).map((file) => {
    const parsed = parseJson(readFileSync(new URL(file, folder)), { depthMax: 64 });
    if (parsed.kind !== 'json') throw new Error(`${file} is ${parsed.kind}`);
    return parsed.value;
  });
};

/** Every field of the fixtures that brings evidence into a signal, found by putting evidence into each field in turn. */
const seenIn = (adapter: (typeof adapters)[number]): ReadonlySet<string> => {
  const seen = new Set<string>();
  for (const payload of fixturesOf(adapter.provider)) {
    for (const path of leavesOf(payload)) {
      for (const { matchType, value, isCarriedBy } of probes) {
        for (const signal of adapter.translate(withValueAt(payload, path, value)).signals) {
          if (isCarriedBy(signal)) seen.add(`${signal.channel} ${matchType} ${fieldOf(path)}`);
        }
      }
    }
  }
  return seen;
};

const declaredOf = (provider: string, items: readonly ChannelCapability[]): readonly string[] =>
  items
    .filter((item) => item.provider === provider)
    .flatMap(({ channel, evidence }) =>
      evidence.flatMap(({ matchType, carriedBy }) => carriedBy.map(({ field }) => `${channel} ${matchType} ${field}`)),
    );

describe('what is said that a provider can deliver', () => {
  const { items } = new CapabilitiesController().get() as { items: readonly ChannelCapability[] };

  it.each(adapters)('is what its recorded payloads bring about, field by field: $provider', (adapter) => {
    expect([...declaredOf(adapter.provider, items)].sort()).toEqual([...seenIn(adapter)].sort());
  });

  it('says of everything what it needs', () => {
    const evidence = items.flatMap((item) => item.evidence);
    expect(evidence.filter(({ needs }) => needs.length === 0)).toEqual([]);
  });
});

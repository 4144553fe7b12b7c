import { describe, expect, it } from '@jest/globals';
import {
  aLink,
  aMessage,
  anEcho,
  answer,
  aReferral,
  decide,
  holds,
  seenOf,
  seenThings,
  time,
  type SignalBuilder,
} from '@whence/attribution-testing';
import fc from 'fast-check';

import type { CatalogueFacts } from '../catalogue/catalogue-facts.js';
import type { Decision } from '../decision/decision.js';
import { resolve } from '../decision/resolve.js';
import type { ConversationId } from '../ids.js';
import type { Opening } from '../opening/opening.js';
import { defaultSettings } from '../settings/attribution-settings.js';
import type { SignalCopy } from '../signal/signal-copy.js';
import { day, minute, second, type Instant } from '../time.js';
import type { Reference } from '../touchpoint/reference.js';

const anna = aLink('ANNA');

describe('a window', () => {
  it('is half-open: its first millisecond is inside, and as old as the window is outside', () => {
    const aWindow = fc.record({
      windowDays: fc.integer({ min: 1, max: 365 }),
      openedAt: fc.integer({ min: 10 ** 11, max: 10 ** 12 }),
    });
    holds(
      'half-open windows',
      fc.property(aWindow, fc.nat({ max: 1_000 }), ({ windowDays, openedAt }, millis) => {
        const opening = aMessage(openedAt);
        const links = [anna.withWindowDays(windowDays)];
        const answerFor = (touchedAt: Instant) =>
          answer(decide([aReferral(touchedAt).withRefOf(anna), opening], { links }));
        expect(answerFor(openedAt - windowDays * day - millis)).toBe('unattributed: outside-window');
        expect(answerFor(openedAt - windowDays * day + 1 + millis)).toBe('credited to ANNA by ref_code');
      }),
    );
  });
});

const facts: CatalogueFacts = {
  links: seenOf.links.map((link) => link.expiringAt(time('10:15')).activeFrom(time('10:02')).build()),
  ads: seenOf.ads,
  clicks: seenOf.clicks,
  coupons: seenOf.coupons.map((coupon) => coupon.issuedAt(time('10:02')).expiringAt(time('10:15')).build()),
};

const resolved = (copies: readonly SignalCopy[], catalogue = facts): Decision | undefined =>
  resolve({ copies, contact: [], facts: catalogue, settings: defaultSettings });

/** Everything but the ids, which are names here and not times. */
const saidOf = (decision: Decision | undefined, shiftMs = 0): unknown =>
  decision && {
    answer: answer(decision),
    credits: decision.status === 'credited' ? decision.credits : [],
    openedAt: decision.opening.openedAt + shiftMs,
    finalAt: decision.finalAt + shiftMs,
    flags: decision.flags,
    verdicts: decision.judged.map(({ touch, verdicts }) => [touch.id, touch.enteredAt + shiftMs, verdicts]),
  };

const shiftReference = (reference: Reference, byMs: number): Reference =>
  reference.kind === 'delivered' && reference.token !== undefined
    ? { ...reference, token: { ...reference.token, clickedAt: reference.token.clickedAt + byMs } }
    : reference;

const shiftCopy = (copy: SignalCopy, byMs: number): SignalCopy => ({
  ...copy,
  occurredAt: { ...copy.occurredAt, at: copy.occurredAt.at + byMs },
  receivedAt: copy.receivedAt + byMs,
  references: copy.references.map((reference) => shiftReference(reference, byMs)),
});

const shiftFacts = (byMs: number): CatalogueFacts => ({
  ads: facts.ads,
  clicks: facts.clicks.map((click) => ({ ...click, clickedAt: click.clickedAt + byMs })),
  links: facts.links.map((link) => ({
    ...link,
    activeFrom: link.activeFrom + byMs,
    expiresAt: (link.expiresAt ?? 0) + byMs,
  })),
  coupons: facts.coupons.map((coupon) => ({
    ...coupon,
    activeFrom: coupon.activeFrom + byMs,
    expiresAt: (coupon.expiresAt ?? 0) + byMs,
  })),
});

describe('all times moved by the same amount', () => {
  it('give the same answer, moved', () => {
    const aShift = fc.integer({ min: -400 * 86_400, max: 400 * 86_400 }).map((seconds) => seconds * second);
    holds(
      'time shift',
      fc.property(seenThings, aShift, (seen, shiftMs) => {
        const copies = seen.map((signal) => signal.build());
        const moved = resolved(
          copies.map((copy) => shiftCopy(copy, shiftMs)),
          shiftFacts(shiftMs),
        );
        expect(JSON.stringify(saidOf(moved))).toBe(JSON.stringify(saidOf(resolved(copies), shiftMs)));
      }),
    );
  });
});

describe('what happens in other conversations without any evidence', () => {
  const elsewhere = (signal: SignalBuilder): SignalCopy => ({
    ...signal.build(),
    key: `elsewhere ${signal.build().key}`,
    conversationId: 'cnv_OTHER' satisfies ConversationId,
    channelAccountId: 'cha_OTHER',
    channel: 'whatsapp',
  });
  const aSilence = fc
    .record({ minutes: fc.nat({ max: 20_000 }), begin: fc.constantFrom(aMessage, anEcho), isReadable: fc.boolean() })
    .map(({ minutes, begin, isReadable }) => ({ openedAt, firstReceivedAt }: Opening) => {
      // Had it been received before the opening, it would have been the opening until then, and might be final.
      const signal = begin(openedAt + 1 + minutes * minute).receivedAt(firstReceivedAt + minutes * minute);
      return elsewhere(isReadable ? signal : signal.unreadable());
    });

  it('after the opening changes nothing about it', () => {
    holds(
      'locality',
      fc.property(seenThings, fc.array(aSilence, { minLength: 1, maxLength: 4 }), (seen, silences) => {
        const copies = seen.map((signal) => signal.build());
        const alone = resolved(copies);
        if (alone === undefined) return;
        const others = silences.map((silence) => silence(alone.opening));
        expect(JSON.stringify(resolved([...others, ...copies]))).toBe(JSON.stringify(alone));
      }),
    );
  });
});

import type { PlatformTime } from '@whence/signals';

import { compareTexts } from '../compare-texts.js';
import { inOrder } from '../in-order.js';
import type { Reference } from '../touchpoint/reference.js';
import type { Signal, SignalCopy } from './signal-copy.js';

/**
 * Unites the copies of each signal. Commutative, associative and idempotent: evidence is united, and for a scalar the
 * platform's own copy beats a vendor's, then the smallest value.
 */
export const mergeCopies = (copies: readonly SignalCopy[]): readonly Signal[] => {
  const byKey = new Map<string, SignalCopy[]>();
  for (const copy of copies) {
    const told = byKey.get(copy.key);
    if (told === undefined) byKey.set(copy.key, [copy]);
    else told.push(copy);
  }
  const signals: Signal[] = [];
  for (const told of byKey.values()) signals.push(unite(told));
  return signals;
};

const unite = (copies: readonly SignalCopy[]): Signal =>
  copies.length === 1 ? toSignal(copies[0] as SignalCopy) : uniteSeveral(copies);

/** Most signals are told once: then there is nothing to compare. */
const toSignal = (copy: SignalCopy): Signal => ({
  key: copy.key,
  kind: copy.kind,
  channel: copy.channel,
  channelAccountId: copy.channelAccountId,
  conversationId: copy.conversationId,
  occurredAt: copy.occurredAt,
  firstReceivedAt: copy.receivedAt,
  seenBy: [copy.connectionId],
  isReadable: copy.isReadable,
  isForwarded: copy.isForwarded,
  references: inOrder(referencesOf(copy), byId),
});

const uniteSeveral = (copies: readonly SignalCopy[]): Signal => {
  const ranked = inOrder(copies, byAuthority);
  const best = ranked[0] as SignalCopy;
  let { occurredAt, receivedAt, isReadable, isForwarded } = best;
  let references = referencesOf(best);
  const seenBy = [best.connectionId];
  for (const copy of ranked.slice(1)) {
    if (byClock(copy.occurredAt, occurredAt) < 0) occurredAt = copy.occurredAt;
    receivedAt = Math.min(receivedAt, copy.receivedAt);
    isReadable ||= copy.isReadable;
    isForwarded ||= copy.isForwarded;
    if (!seenBy.includes(copy.connectionId)) seenBy.push(copy.connectionId);
    references = uniteReferences(references, copy.references);
  }
  return {
    key: best.key,
    kind: best.kind,
    channel: best.channel,
    channelAccountId: best.channelAccountId,
    conversationId: best.conversationId,
    occurredAt,
    firstReceivedAt: receivedAt,
    seenBy: inOrder(seenBy, compareTexts),
    isReadable,
    isForwarded,
    references: inOrder(references, byId),
  };
};

/** Each once, also where one copy should tell of it twice. */
const referencesOf = ({ references }: SignalCopy): readonly Reference[] =>
  references.length < 2 ? references : uniteReferences([], references);

/** The first to speak for a reference is the one with most authority; the others fill in what it left out. */
const uniteReferences = (known: readonly Reference[], told: readonly Reference[]): readonly Reference[] => {
  let united = known;
  for (const reference of told) {
    const place = united.findIndex(({ id }) => id === reference.id);
    const before = united[place];
    if (before === undefined) united = [...united, reference];
    else if (!saysNoMore(reference, before)) united = united.with(place, { ...before, ...reference, ...before });
  }
  return united;
};

const saysNoMore = (reference: Reference, known: Reference): boolean =>
  reference === known || Object.keys(reference).every((name) => name in known);

const byId = (one: Reference, other: Reference): number => compareTexts(one.id, other.id);

const isVendor = (copy: SignalCopy): number => Number(copy.provider === 'zernio');

/** The platform's own copy first; of one vendor's, what it handed on before what it had stored in words of its own. */
const byAuthority = (one: SignalCopy, other: SignalCopy): number =>
  isVendor(one) - isVendor(other) ||
  hasVendorTime(one) - hasVendorTime(other) ||
  compareTexts(fingerprintOf(one), fingerprintOf(other));

const hasVendorTime = ({ occurredAt }: Pick<SignalCopy, 'occurredAt'>): number => Number(occurredAt.clock === 'vendor');

const fingerprintOf = (copy: SignalCopy): string =>
  JSON.stringify([copy.occurredAt.at, copy.references, copy.connectionId]);

/** The platform's time first, then the earliest. */
export const byClock = (one: PlatformTime, other: PlatformTime): number =>
  Number(one.clock === 'vendor') - Number(other.clock === 'vendor') || one.at - other.at;

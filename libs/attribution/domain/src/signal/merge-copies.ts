import type { PlatformTime } from '@whence/signals';

import { compareTexts } from '../compare-texts.js';
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
  return [...byKey.values()].map(unite);
};

const unite = (copies: readonly SignalCopy[]): Signal => {
  const [only] = copies;
  return only !== undefined && copies.length === 1 ? toSignal(only) : uniteSeveral(copies);
};

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
  references: copy.references.length < 2 ? copy.references : uniteReferences(copy.references),
});

const uniteSeveral = (copies: readonly SignalCopy[]): Signal => {
  const ranked = [...copies].sort(byAuthority);
  const best = ranked[0] as SignalCopy;
  return {
    key: best.key,
    kind: best.kind,
    channel: best.channel,
    channelAccountId: best.channelAccountId,
    conversationId: best.conversationId,
    occurredAt: ranked.map((copy) => copy.occurredAt).sort(byClock)[0] as PlatformTime,
    firstReceivedAt: Math.min(...copies.map((copy) => copy.receivedAt)),
    seenBy: [...new Set(copies.map((copy) => copy.connectionId))].sort(),
    isReadable: copies.some((copy) => copy.isReadable),
    isForwarded: copies.some((copy) => copy.isForwarded),
    references: uniteReferences(ranked.flatMap((copy) => copy.references)),
  };
};

/** The first to speak for a reference is the one with most authority; the others fill in what it left out. */
const uniteReferences = (references: readonly Reference[]): readonly Reference[] => {
  const byId = new Map<string, Reference>();
  for (const reference of references) {
    const known = byId.get(reference.id);
    // What is known comes first here too: where the others add nothing, not even the order of the members changes.
    byId.set(reference.id, known === undefined ? reference : { ...known, ...reference, ...known });
  }
  return [...byId.values()].sort((one, other) => compareTexts(one.id, other.id));
};

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

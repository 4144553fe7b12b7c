import type { ContactId } from '../ids.js';
import type { Instant } from '../time.js';
import { contradict, type ContactName } from './contact-name.js';

/** A contact as it is looked at when it may be the same person as another. */
export interface JoinableContact {
  readonly id: ContactId;
  readonly names: readonly ContactName[];
  readonly firstSeenAt: Instant;
  /** Absent while the person has not written. */
  readonly openedAt?: Instant;
  /** Contacts that the tenant has told apart from this one. */
  readonly keptApartFrom: readonly ContactId[];
}

/**
 * Who says that two contacts are one person: a signal or a conversion that names both, a platform that renames somebody,
 * or the tenant.
 */
export type JoinReason = 'seen-together' | 'identity-changed' | 'conversion' | 'tenant';

export type Joining =
  | { readonly kind: 'join'; readonly kept: ContactId; readonly absorbed: ContactId }
  /** Is recorded, and nothing is joined. */
  | { readonly kind: 'conflict'; readonly reason: 'different-names' | 'told-apart' };

/**
 * Whether two contacts become one, and which of them stays: the one who wrote first, for the first touch belongs to the
 * first conversation. The tenant's word holds against everything; a platform that renames somebody explains why there are
 * two names of a kind (adr/0053).
 */
export const decideJoin = (one: JoinableContact, other: JoinableContact, reason: JoinReason): Joining => {
  if (reason !== 'tenant' && isToldApart(one, other)) return { kind: 'conflict', reason: 'told-apart' };
  const mayDiffer = reason === 'tenant' || reason === 'identity-changed';
  if (!mayDiffer && contradict(one.names, other.names)) return { kind: 'conflict', reason: 'different-names' };
  const [kept, absorbed] = isBefore(one, other) ? [one, other] : [other, one];
  return { kind: 'join', kept: kept.id, absorbed: absorbed.id };
};

const isToldApart = (one: JoinableContact, other: JoinableContact): boolean =>
  one.keptApartFrom.includes(other.id) || other.keptApartFrom.includes(one.id);

const isBefore = (one: JoinableContact, other: JoinableContact): boolean => {
  const [opened, otherOpened] = [one.openedAt ?? Infinity, other.openedAt ?? Infinity];
  if (opened !== otherOpened) return opened < otherOpened;
  if (one.firstSeenAt !== other.firstSeenAt) return one.firstSeenAt < other.firstSeenAt;
  return one.id < other.id;
};

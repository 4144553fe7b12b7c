import type { ParticipantIdentity } from '@whence/signals';

/** One of the names a person goes by: an id that a platform gave, or the tenant's own user id. */
export interface ContactName {
  readonly kind: ParticipantIdentity['kind'] | 'externalUser';
  /** Where the name means one person: a channel account, all of WhatsApp, or the tenant's own system. */
  readonly scope: string;
  /** Compared and never shown: a pseudonym will do. */
  readonly value: string;
}

/** Whether two people go by different names of one kind in one place, where one person has one. */
export const contradict = (some: readonly ContactName[], others: readonly ContactName[]): boolean =>
  some.some(({ kind, scope, value }) =>
    others.some((other) => other.kind === kind && other.scope === scope && other.value !== value),
  );

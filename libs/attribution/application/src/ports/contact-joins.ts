import type { ContactId, Instant, JoinableContact, JoinId, Joining, JoinReason } from '@whence/attribution-domain';

/** Two contacts that are to be one from now on. */
export interface NewJoin {
  readonly kept: ContactId;
  readonly absorbed: ContactId;
  readonly because: JoinReason;
  /** In the words of whoever joined them. */
  readonly reason?: string;
  readonly at: Instant;
  /** What is final stays where it is: only the names move, and what happens from now on. */
  readonly namesOnly: boolean;
}

/** Two contacts that were named together and are not joined. */
export interface NewConflict {
  readonly between: readonly [ContactId, ContactId];
  readonly because: JoinReason;
  readonly reason: Extract<Joining, { readonly kind: 'conflict' }>['reason'];
  readonly at: Instant;
}

/** Who became part of whom, and can be taken apart again. */
export abstract class ContactJoins {
  /** What a join of them depends on; the caller holds their locks. */
  abstract joinable(contactIds: readonly ContactId[]): Promise<readonly JoinableContact[]>;

  /** Everything of the absorbed contact is the kept one's from now on, and knows where it came from. */
  abstract join(join: NewJoin): Promise<JoinId>;

  /** The contacts that a join which is in force has made one: the one that holds everything now, and the absorbed. */
  abstract inForce(id: JoinId): Promise<{ readonly holder: ContactId; readonly absorbed: ContactId } | undefined>;

  /** Gives back what came with the absorbed contact, and what has come under its names since; false where it was done already. */
  abstract separate(id: JoinId, at: Instant): Promise<boolean>;

  /** Written down once for the same two and the same reason. */
  abstract noteConflict(conflict: NewConflict): Promise<void>;
}

import type { ContactId, Override } from '@whence/attribution-domain';

/** Answers that people gave in place of the evidence, one for a contact at most. */
export abstract class Overrides {
  /** The one in force for each; a contact without is missing. */
  abstract inForce(contactIds: readonly ContactId[]): Promise<ReadonlyMap<ContactId, Override>>;

  /** In place of the one that may be in force. */
  abstract put(contactId: ContactId, override: Override): Promise<void>;

  /** Answers whether there was one. */
  abstract revoke(contactId: ContactId): Promise<boolean>;
}

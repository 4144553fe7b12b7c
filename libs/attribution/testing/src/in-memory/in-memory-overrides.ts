import { Overrides } from '@whence/attribution-application';
import type { ContactId, Override } from '@whence/attribution-domain';

import type { InMemoryState } from './in-memory-state.js';

export class InMemoryOverrides extends Overrides {
  constructor(private readonly state: InMemoryState) {
    super();
  }

  inForce(contactIds: readonly ContactId[]): Promise<ReadonlyMap<ContactId, Override>> {
    return Promise.resolve(new Map([...this.state.overrides].filter(([contactId]) => contactIds.includes(contactId))));
  }

  put(contactId: ContactId, override: Override): Promise<void> {
    this.state.overrides.set(contactId, override);
    return Promise.resolve();
  }

  revoke(contactId: ContactId): Promise<boolean> {
    return Promise.resolve(this.state.overrides.delete(contactId));
  }
}

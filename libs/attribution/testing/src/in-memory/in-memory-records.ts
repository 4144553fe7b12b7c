import { Records, type KnownContact, type RecordedTouchpoint } from '@whence/attribution-application';
import type { ContactId, Instant } from '@whence/attribution-domain';
import { onlyKnown } from '@whence/signals';

import { InMemoryContacts } from './in-memory-contacts.js';
import type { InMemoryState } from './in-memory-state.js';

export class InMemoryRecords extends Records {
  constructor(private readonly state: InMemoryState) {
    super();
  }

  contacts({ after = 'ctc_', limit }: Parameters<Records['contacts']>[0]): Promise<readonly KnownContact[]> {
    const ids = this.state.contacts.map(({ id }) => id).sort();
    return new InMemoryContacts(this.state).lock(ids.filter((id) => id > after).slice(0, limit));
  }

  touchpointsOf(contactIds: readonly ContactId[]): Promise<readonly RecordedTouchpoint[]> {
    const kept = contactIds.flatMap((contactId) => this.state.touchpoints.get(contactId) ?? []);
    return Promise.resolve(
      kept.map(({ explained: { contactId, touch, entryId, verdicts } }) => {
        const { id, matchType, enteredAt, clickedAt, link, ad, reference } = touch;
        const adId = reference.kind === 'typed' ? undefined : ad?.id;
        const named = onlyKnown({ clickedAt, linkId: link?.id, adId });
        return { contactId, id, entryId, matchType, enteredAt, verdicts, ...named };
      }),
    );
  }

  beyondReading(): Promise<ReadonlySet<ContactId>> {
    return Promise.resolve(new Set());
  }

  regroupedAt(contactIds: readonly ContactId[]): Promise<ReadonlyMap<ContactId, Instant>> {
    const moments = contactIds.flatMap((contactId) =>
      this.state.joins
        .filter(({ kept, absorbed }) => [kept, absorbed].includes(contactId))
        .map(({ at, separatedAt = at }) => [contactId, Math.max(at, separatedAt)] as const),
    );
    return Promise.resolve(new Map(moments.sort(([, one], [, other]) => one - other)));
  }
}

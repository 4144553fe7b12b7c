import type { ContactId } from '@whence/attribution-domain';

import type { FieldChange } from '../decide-anew/changes-between.js';

/** One thing on record that is not what would be decided. */
export interface Difference {
  readonly contactId: ContactId;
  readonly subject: 'decision' | 'conversation' | 'touchpoint' | 'conversion';
  readonly id: string;
  readonly changes: readonly FieldChange[];
}

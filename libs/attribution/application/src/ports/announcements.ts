import type { Attribution, ContactId, Instant, Touchpoint, WorkspaceId } from '@whence/attribution-domain';

import type { AccountName } from './catalogue.js';
import type { KnownConversation } from './contacts.js';
import type { Refund } from './refunds.js';
import type { Conversion } from './conversions.js';

/** What others are told, committed with the state it tells of. */
export type Announcement =
  | {
      readonly kind: 'conversation-started';
      readonly contactId: ContactId;
      readonly conversation: KnownConversation;
      readonly openedAt: Instant;
    }
  | ReferralSeen
  | {
      readonly kind: 'attribution-decided';
      readonly contactId: ContactId;
      readonly conversation: KnownConversation;
      readonly attribution: Attribution;
      readonly supersedes?: number;
    }
  | {
      readonly kind: 'attribution-finalized';
      readonly contactId: ContactId;
      readonly conversation: KnownConversation;
      readonly attribution: Attribution;
    }
  | { readonly kind: 'conversion-recorded'; readonly conversion: Conversion }
  | { readonly kind: 'conversion-refunded'; readonly conversion: Conversion; readonly refund: Refund }
  | {
      readonly kind: 'conversion-attributed';
      readonly conversion: Conversion;
      readonly contactId: ContactId;
      readonly channel?: KnownConversation['channel'];
    };

/** A touch was seen, or a copy has added to it: then again with a higher version. */
export interface ReferralSeen {
  readonly kind: 'referral-seen';
  readonly contactId: ContactId;
  readonly conversation: KnownConversation;
  readonly account: AccountName;
  readonly touch: Touchpoint;
  readonly version: number;
}

export abstract class Announcements {
  abstract add(workspaceId: WorkspaceId, announcements: readonly Announcement[], now: Instant): Promise<void>;
}

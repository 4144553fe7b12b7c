/** What the journeys read of the API's answers. */
export type ChannelName = 'instagram' | 'messenger' | 'whatsapp';

export interface Credit {
  readonly partnerId?: string;
  readonly programId?: string;
  readonly linkId?: string;
  readonly campaignId?: string;
  readonly adId?: string;
  readonly shareMillionths: number;
}

export interface Attribution extends Omit<Credit, 'shareMillionths'> {
  readonly status: 'credited' | 'organic' | 'unattributed';
  readonly reason?: string;
  readonly version: number;
  readonly isFinal: boolean;
  readonly finalAt: string;
  readonly decidedAt: string;
  readonly matchType?: string;
  readonly credits: readonly Credit[];
}

export interface Conversation {
  readonly id: string;
  readonly channel: ChannelName;
  readonly channelAccountId: string;
  readonly participantId: string;
  readonly contactId: string;
  readonly openedAt: string | null;
  readonly attribution: Attribution | null;
}

export interface Verdict {
  readonly rule: string;
  readonly outcome: 'allowed' | 'refused';
  readonly reason?: string;
}

export interface Touchpoint {
  readonly id: string;
  readonly entryId: string;
  readonly matchType: string;
  readonly enteredAt: string;
  readonly clickedAt?: string;
  readonly receivedAt: string;
  readonly seenBy: readonly string[];
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly verdicts: readonly Verdict[];
}

export interface Version {
  readonly version: number;
  readonly status: Attribution['status'];
  readonly reason?: string;
  readonly because: string;
  readonly flags: readonly string[];
  readonly decidedAt: string;
  readonly supersedes?: number;
}

export interface Inference {
  readonly outcome: string;
  readonly candidates: readonly {
    readonly linkId: string;
    readonly clickId: string;
    readonly likelihood: number;
    readonly reasons: readonly string[];
  }[];
}

export interface Explanation {
  readonly conversationId: string;
  readonly attribution: Attribution | null;
  readonly touchpoints: readonly Touchpoint[];
  readonly inference?: Inference;
  readonly versions: readonly Version[];
}

export interface Money {
  readonly amountMinor: string;
  readonly currency: string;
}

export interface Conversion {
  readonly id: string;
  readonly type: 'opening' | 'lead' | 'sale';
  readonly externalId?: string;
  readonly status: 'attributed' | 'unattributed' | 'parked';
  readonly reason?: string;
  readonly amount?: Money;
  readonly coupon?: string;
  readonly contactId?: string;
  readonly conversationId?: string;
  readonly attribution: Attribution | null;
}

export interface Commission {
  readonly id: string;
  readonly partnerId: string;
  readonly programId: string;
  readonly conversionId: string;
  readonly on: Conversion['type'];
  readonly amount: Money;
  readonly remaining: Money;
  readonly status: 'pending' | 'held' | 'due' | 'paid' | 'reversed';
  readonly linkId?: string;
  readonly campaignId?: string;
  readonly channel?: string;
}

export interface Balance {
  readonly currency: string;
  readonly pendingMinor: string;
  readonly heldMinor: string;
  readonly dueMinor: string;
  readonly paidMinor: string;
  readonly totalMinor: string;
}

export interface TrialBalance {
  readonly currencies: readonly {
    readonly currency: string;
    readonly debitMinor: string;
    readonly creditMinor: string;
    readonly differenceMinor: string;
  }[];
}

export interface FunnelRow {
  readonly key: string | null;
  readonly clicks: number;
  readonly uniqueClicks: number;
  readonly conversations: number;
  readonly leads: number;
  readonly sales: number;
  readonly money: readonly {
    readonly currency: string;
    readonly revenueMinor: string;
    readonly commissionMinor: string;
  }[];
}

export interface Backlog {
  readonly inbox: number;
  readonly quarantined: number;
  readonly parked: number;
  readonly outbox: number;
  readonly consumers: readonly { readonly name: string; readonly lag: number }[];
}

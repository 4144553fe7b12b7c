// Generated from schemas/ by `npm run generate -w @whence/contracts-events`: change the schemas, not this file.

/**
 * A tenant.
 */
export type WorkspaceId = string;
/**
 * One Instagram account, Facebook Page or WhatsApp number.
 */
export type ChannelAccountId = string;
/**
 * The terms partners earn under.
 */
export type ProgramId = string;
/**
 * Who earns.
 */
export type PartnerId = string;
/**
 * The membership of a partner in a program.
 */
export type EnrollmentId = string;
/**
 * A marketing effort that groups links and ads.
 */
export type CampaignId = string;
/**
 * A short link.
 */
export type LinkId = string;
/**
 * An ad as registered with Whence; the platform's own id is its externalId.
 */
export type AdId = string;
/**
 * A coupon of one partner in one program.
 */
export type CouponId = string;
/**
 * The thread of one contact on one channel account.
 */
export type ConversationId = string;
/**
 * The person.
 */
export type ContactId = string;
/**
 * One piece of evidence that ties a contact to a link, ad or code.
 */
export type TouchpointId = string;
/**
 * One request to a link.
 */
export type ClickId = string;
/**
 * An opening, a lead or a sale.
 */
export type ConversionId = string;
/**
 * Money given back of one conversion.
 */
export type RefundId = string;
/**
 * The money earned on one conversion under one version of a program.
 */
export type CommissionId = string;
/**
 * A transaction of the ledger that sums to zero.
 */
export type LedgerTransactionId = string;
/**
 * RFC 3339, UTC, with milliseconds.
 */
export type Time = string;
/**
 * Starts at 1 and grows by one.
 */
export type Version = number;
/**
 * Grows with every change of one entity; of two states the one with the higher revision holds.
 */
export type Revision = number;
/**
 * ISO 4217.
 */
export type Currency = string;
/**
 * Minor units (cents), an integer written as text, because money never passes through a floating point number.
 */
export type AmountMinor = string;
export type Channel = 'instagram' | 'messenger' | 'whatsapp';
export type ConversionType = 'opening' | 'lead' | 'sale';
/**
 * How a touchpoint ties, strongest first below `manual`, which overrides and is no evidence.
 */
export type MatchType = 'manual' | 'click_token' | 'ref_code' | 'ad_referral' | 'text_code' | 'coupon' | 'inferred';
/**
 * Travels in `ref` and resolves to a link; matched exactly.
 */
export type RefCode = string;
/**
 * The code a person can type; the last character checks the six before it.
 */
export type TextCode = string;
export type AttributionStatus = 'credited' | 'organic' | 'unattributed';
/**
 * What a conversion earns. 10,000 basis points are the whole amount.
 */
export type Reward = FlatReward | PercentageReward;
/**
 * Which sales of a contact earn: the first, those within so many days of the opening, or so many.
 */
export type SaleLimit =
  | 'first'
  | {
      readonly withinDays: number;
    }
  | {
      readonly count: number;
    };
export type Activity = 'active' | 'inactive';
/**
 * Any JSON value.
 */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | {
      readonly [k: string]: JsonValue;
    };
export type ConversionStatus = 'attributed' | 'unattributed';
export type CouponStatus = 'active' | 'disabled';
export type LinkStatus = 'active' | 'disabled';
export type Platform = 'instagram' | 'facebook' | 'whatsapp';

export type Money = {
  readonly amountMinor: AmountMinor;
  readonly currency: Currency;
};
/**
 * A share of the credit. The shares of one decision sum to 1,000,000.
 */
export type Credit = {
  readonly partnerId?: PartnerId;
  readonly programId?: ProgramId;
  readonly linkId?: LinkId;
  readonly campaignId?: CampaignId;
  readonly adId?: AdId;
  readonly shareMillionths: number;
};
/**
 * A share of the credit for a conversion, with the version of the program it earns under. The shares sum to 1,000,000.
 */
export type ConversionCredit = {
  readonly partnerId?: PartnerId;
  readonly programId?: ProgramId;
  readonly programVersion?: Version;
  readonly linkId?: LinkId;
  readonly campaignId?: CampaignId;
  readonly adId?: AdId;
  readonly shareMillionths: number;
};
/**
 * The stored decision. The flat ids are those of the largest share.
 */
export type Attribution = {
  readonly status: AttributionStatus;
  /**
   * Why nobody is credited; always there where status is `unattributed`.
   */
  readonly reason?: string;
  readonly version: Version;
  readonly isFinal: boolean;
  readonly finalAt: Time;
  readonly decidedAt: Time;
  readonly matchType?: MatchType;
  readonly linkId?: LinkId;
  readonly partnerId?: PartnerId;
  readonly campaignId?: CampaignId;
  readonly adId?: AdId;
  readonly programId?: ProgramId;
  readonly credits: readonly Credit[];
};
/**
 * A decision about one conversation, whole: the body of `attribution.decided`, `.superseded` and `.finalized`.
 */
export type DecidedConversation = {
  readonly workspaceId: WorkspaceId;
  readonly contactId: ContactId;
  readonly conversationId: ConversationId;
  readonly channel: Channel;
  readonly channelAccountId: ChannelAccountId;
  readonly openedAt: Time;
  readonly attribution: Attribution;
  readonly supersedes?: Version;
  /**
   * What led to this decision, such as the evidence that arrived.
   */
  readonly because: string;
};
/**
 * A commission and what happened to it: the body of `commission.accrued`, `.reversed` and `.due`. The amount is always more than nothing.
 */
export type CommissionPosting = {
  readonly workspaceId: WorkspaceId;
  readonly commissionId: CommissionId;
  readonly partnerId: PartnerId;
  readonly programId: ProgramId;
  readonly programVersion: Version;
  readonly conversionId: ConversionId;
  readonly conversionVersion: Version;
  readonly on: ConversionType;
  readonly amount: Money;
  readonly occurredAt: Time;
  readonly dueAt: Time;
  readonly linkId?: LinkId;
  readonly campaignId?: CampaignId;
  readonly channel?: Channel;
  readonly ledgerTransactionId: LedgerTransactionId;
  readonly refundId?: RefundId;
  readonly refundedAt?: Time;
};
export type FlatReward = {
  readonly on: ConversionType;
  readonly kind: 'flat';
  readonly amountMinor: AmountMinor;
};
export type PercentageReward = {
  readonly on: ConversionType;
  readonly kind: 'percentage';
  readonly basisPoints: number;
};
/**
 * The full state after a change. Keyed by its id.
 */
export type AdChangedV1 = {
  readonly workspaceId: WorkspaceId;
  readonly revision: Revision;
  readonly ad: AdState;
};
export type AdState = {
  readonly id: AdId;
  /**
   * The platform's id; longer than a JavaScript number holds.
   */
  readonly externalId: string;
  readonly campaignId?: CampaignId;
  readonly partnerId?: PartnerId;
  readonly programId?: ProgramId;
};
/**
 * The full state after a change. Keyed by its id.
 */
export type CampaignChangedV1 = {
  readonly workspaceId: WorkspaceId;
  readonly revision: Revision;
  readonly campaign: CampaignState;
};
export type CampaignState = {
  readonly id: CampaignId;
  readonly name: string;
  readonly status: Activity;
};
/**
 * The full state after a change. Keyed by its id.
 */
export type ChannelAccountChangedV1 = {
  readonly workspaceId: WorkspaceId;
  readonly revision: Revision;
  readonly channelAccount: ChannelAccountState;
};
export type ChannelAccountState = {
  readonly id: ChannelAccountId;
  readonly channel: Channel;
  readonly handle: string;
  readonly externalIds: ExternalIds;
  readonly status: Activity;
};
/**
 * Every id the account is known by.
 */
export type ExternalIds = {
  readonly metaId?: string;
  readonly phoneNumberId?: string;
  readonly wabaId?: string;
  readonly phone?: string;
  readonly zernioAccountId?: string;
};
/**
 * Somebody, or some robot, asked for a link. Keyed by link.
 */
export type ClickRecordedV1 = {
  readonly workspaceId: WorkspaceId;
  readonly clickId: ClickId;
  readonly linkId: LinkId;
  readonly occurredAt: Time;
  readonly visitor: Visitor;
  /**
   * What opened the link, such as an in-app browser or a desktop browser.
   */
  readonly clientClass: string;
  /**
   * A pseudonym, for counting visitors once.
   */
  readonly visitorId: string;
  /**
   * ISO 3166-1 alpha-2, where known.
   */
  readonly country?: string;
};
export type Visitor = {
  readonly kind: 'person' | 'robot';
  /**
   * Why we think so, such as the name of a preview fetcher.
   */
  readonly reason?: string;
};
/**
 * A contact wrote for the first time in a conversation. Keyed by contact.
 */
export type ConversationStartedV1 = {
  readonly workspaceId: WorkspaceId;
  readonly conversationId: ConversationId;
  readonly contactId: ContactId;
  readonly channel: Channel;
  readonly channelAccountId: ChannelAccountId;
  readonly openedAt: Time;
};
/**
 * Who is credited for a conversion, complete; emitted again with a higher version when the decision it follows is superseded. An opening is a conversion too. Keyed by conversion.
 */
export type ConversionAttributedV1 = {
  readonly workspaceId: WorkspaceId;
  readonly conversionId: ConversionId;
  readonly version: Version;
  readonly type: ConversionType;
  /**
   * The tenant's own id.
   */
  readonly externalId?: string;
  readonly occurredAt: Time;
  readonly amount?: Money;
  readonly contactId: ContactId;
  readonly conversationId?: ConversationId;
  readonly channel?: Channel;
  readonly status: ConversionStatus;
  /**
   * Why nobody is credited.
   */
  readonly reason?: string;
  readonly isFinal: boolean;
  readonly finalAt?: Time;
  readonly credits: readonly ConversionCredit[];
};
/**
 * A conversion became known; who is credited for it follows in `conversion.attributed`. Keyed by conversion.
 */
export type ConversionRecordedV1 = {
  readonly workspaceId: WorkspaceId;
  readonly conversionId: ConversionId;
  readonly type: ConversionType;
  /**
   * The tenant's own id.
   */
  readonly externalId?: string;
  readonly occurredAt: Time;
  readonly amount?: Money;
};
/**
 * A customer got back what a conversion was paid for, or a part of it. Once per refund; a refund never changes. It may arrive before the conversion it names. Keyed by conversion.
 */
export type ConversionRefundedV1 = {
  readonly workspaceId: WorkspaceId;
  readonly conversionId: ConversionId;
  readonly refundId: RefundId;
  /**
   * The tenant's own id of the refund.
   */
  readonly refundExternalId: string;
  readonly contactId?: ContactId;
  readonly occurredAt: Time;
  readonly amount?: Money;
  readonly refundedToDate?: Money;
  readonly conversionAmount?: Money;
};
/**
 * The full state after a change. Keyed by its id.
 */
export type CouponChangedV1 = {
  readonly workspaceId: WorkspaceId;
  readonly revision: Revision;
  readonly coupon: CouponState;
};
export type CouponState = {
  readonly id: CouponId;
  /**
   * As it was registered; it is compared without regard to case.
   */
  readonly code: string;
  readonly partnerId: PartnerId;
  readonly programId: ProgramId;
  readonly activeFrom: Time;
  readonly expiresAt?: Time;
  readonly status: CouponStatus;
};
/**
 * The full state after a change. Keyed by its id.
 */
export type EnrollmentChangedV1 = {
  readonly workspaceId: WorkspaceId;
  readonly revision: Revision;
  readonly enrollment: EnrollmentState;
};
export type EnrollmentState = {
  readonly id: EnrollmentId;
  readonly partnerId: PartnerId;
  readonly programId: ProgramId;
  readonly status: Activity;
  readonly activeFrom: Time;
  readonly endedAt?: Time;
};
/**
 * The full state after a change. Keyed by its id.
 */
export type LinkChangedV1 = {
  readonly workspaceId: WorkspaceId;
  readonly revision: Revision;
  readonly link: LinkState;
};
export type LinkState = {
  readonly id: LinkId;
  /**
   * The visible slug of the short URL.
   */
  readonly key: string;
  readonly refCode: RefCode;
  readonly textCode: TextCode;
  readonly channelAccountId: ChannelAccountId;
  readonly channel: Channel;
  readonly programId?: ProgramId;
  readonly partnerId?: PartnerId;
  readonly campaignId?: CampaignId;
  readonly activeFrom: Time;
  readonly expiresAt?: Time;
  readonly status: LinkStatus;
};
/**
 * What a platform delivered about where a person came from, in one shape for all channels and providers. Once per touch; again with a higher version when a copy adds to it. Keyed by contact. Platform ids appear in this event only, and are left out where the workspace says so.
 */
export type MessagingReferralV1 = {
  readonly workspaceId: WorkspaceId;
  readonly touchpointId: TouchpointId;
  readonly occurredAt: Time;
  readonly event: 'messaging.referral';
  readonly platform: Platform;
  readonly version: Version;
  readonly account: ReferralAccount;
  readonly conversation: ReferralConversation;
  readonly sender: ReferralSender;
  readonly referral: Referral;
};
export type ReferralAccount = {
  readonly id: ChannelAccountId;
  /**
   * The platform's id of the account.
   */
  readonly externalId?: string;
  readonly handle?: string;
};
export type ReferralConversation = {
  readonly id: ConversationId;
};
export type ReferralSender = {
  /**
   * The platform's id of the person.
   */
  readonly id?: string;
  readonly contactId: ContactId;
};
/**
 * What the platform delivered, as delivered, plus what we made of it: `code`, `linkId`, and `textCode` or `coupon` where the person wrote one.
 */
export type Referral = {
  readonly ref?: string;
  readonly source?: string;
  readonly type?: string;
  readonly referer_uri?: string;
  readonly ad_id?: string;
  readonly ctwa_clid?: string;
  readonly source_id?: string;
  readonly source_type?: string;
  readonly source_url?: string;
  /**
   * The text code as the person wrote it, in capitals; it may be damaged.
   */
  readonly textCode?: string;
  /**
   * The coupon's code, where the person wrote one; no other word of his is told.
   */
  readonly coupon?: string;
  /**
   * The code that was recognised.
   */
  readonly code?: string;
  readonly linkId?: LinkId;
  readonly [k: string]: JsonValue | string | undefined;
};
/**
 * The full state after a change. Keyed by its id.
 */
export type PartnerChangedV1 = {
  readonly workspaceId: WorkspaceId;
  readonly revision: Revision;
  readonly partner: PartnerState;
};
export type PartnerState = {
  readonly id: PartnerId;
  readonly name: string;
  /**
   * Such as affiliate, influencer, creator or agency.
   */
  readonly kind?: string;
  readonly status: Activity;
};
/**
 * One version of a program's terms. Keyed by `id:version`, so that compaction keeps every version.
 */
export type ProgramChangedV1 = {
  readonly workspaceId: WorkspaceId;
  readonly revision: Revision;
  readonly program: ProgramState;
};
export type ProgramState = {
  readonly id: ProgramId;
  readonly version: Version;
  readonly name: string;
  readonly currency: Currency;
  readonly rewards: readonly Reward[];
  readonly windowDays: number;
  readonly holdDays: number;
  readonly saleLimit?: SaleLimit;
  readonly effectiveFrom: Time;
};

/** The first decision about a conversation. Keyed by contact. */
export type AttributionDecidedV1 = DecidedConversation;

/** The decision that late evidence no longer changes; told once of a contact. What a person says afterwards is `attribution.superseded`. Keyed by contact. */
export type AttributionFinalizedV1 = DecidedConversation;

/** A decision that replaces an earlier one. Keyed by contact. */
export type AttributionSupersededV1 = DecidedConversation;

/** A partner earned on a conversion. Keyed by partner. */
export type CommissionAccruedV1 = CommissionPosting;

/** A commission fell due: its hold is over and the decision it rests on is final, so it may be paid out. Once per commission. The amount is what refunds had left of it; the ledger transaction is the one by which it accrued. Keyed by partner. */
export type CommissionDueV1 = CommissionPosting;

/** A commission, or a part of it, was undone. Keyed by partner. */
export type CommissionReversedV1 = CommissionPosting;

/** Every event type with its body. */
export type EventBodies = {
  'whence.ad.changed.v1': AdChangedV1;
  'whence.attribution.decided.v1': AttributionDecidedV1;
  'whence.attribution.finalized.v1': AttributionFinalizedV1;
  'whence.attribution.superseded.v1': AttributionSupersededV1;
  'whence.campaign.changed.v1': CampaignChangedV1;
  'whence.channel-account.changed.v1': ChannelAccountChangedV1;
  'whence.click.recorded.v1': ClickRecordedV1;
  'whence.commission.accrued.v1': CommissionAccruedV1;
  'whence.commission.due.v1': CommissionDueV1;
  'whence.commission.reversed.v1': CommissionReversedV1;
  'whence.conversation.started.v1': ConversationStartedV1;
  'whence.conversion.attributed.v1': ConversionAttributedV1;
  'whence.conversion.recorded.v1': ConversionRecordedV1;
  'whence.conversion.refunded.v1': ConversionRefundedV1;
  'whence.coupon.changed.v1': CouponChangedV1;
  'whence.enrollment.changed.v1': EnrollmentChangedV1;
  'whence.link.changed.v1': LinkChangedV1;
  'whence.messaging.referral.v1': MessagingReferralV1;
  'whence.partner.changed.v1': PartnerChangedV1;
  'whence.program.changed.v1': ProgramChangedV1;
};

/** Ids of attribution and of what it names in the catalogue: a prefix, an underscore and 26 characters. */
export type WorkspaceId = `wsp_${string}`;
export type ContactId = `ctc_${string}`;
export type JoinId = `joi_${string}`;
export type ConversationId = `cnv_${string}`;
export type ConversionId = `cvn_${string}`;
export type RefundId = `rfd_${string}`;
export type TouchpointId = `tch_${string}`;
export type EntryId = `ent_${string}`;
export type ClickId = `clk_${string}`;
export type ConnectionId = `con_${string}`;
export type ChannelAccountId = `cha_${string}`;
export type LinkId = `lnk_${string}`;
export type AdRecordId = `ad_${string}`;
export type CouponId = `cpn_${string}`;
export type CampaignId = `cmp_${string}`;
export type PartnerId = `prt_${string}`;
export type ProgramId = `prg_${string}`;

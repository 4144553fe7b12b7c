/** Ids of the money, and of what it names in other contexts: a prefix, an underscore and 26 characters. */
export type WorkspaceId = `wsp_${string}`;
export type ContactId = `ctc_${string}`;
export type ConversionId = `cvn_${string}`;
export type PartnerId = `prt_${string}`;
export type ProgramId = `prg_${string}`;
export type LinkId = `lnk_${string}`;
export type CampaignId = `cmp_${string}`;
export type AdId = `ad_${string}`;
export type CommissionId = `com_${string}`;
export type RefundId = `rfd_${string}`;
export type LedgerTransactionId = `ltx_${string}`;

/** A text that does not begin as the ids of its kind do. */
export class MalformedIdViolation extends Error {
  constructor(prefix: string, text: string) {
    super(`"${text}" is no id that begins with "${prefix}_"`);
    this.name = 'MalformedIdViolation';
  }
}

/** The id that a text stands for. Throws `MalformedIdViolation`. */
export const idOf = <Prefix extends string>(prefix: Prefix, text: string): `${Prefix}_${string}` => {
  if (!isIdOf(prefix, text)) throw new MalformedIdViolation(prefix, text);
  return text;
};

/** The same where there may be none. */
export const idIfAny = <Prefix extends string>(
  prefix: Prefix,
  text: string | null | undefined,
): `${Prefix}_${string}` | undefined => (text === null || text === undefined ? undefined : idOf(prefix, text));

/** Whether a text begins as the ids of that kind do. */
export const isIdOf = <Prefix extends string>(prefix: Prefix, text: string): text is `${Prefix}_${string}` =>
  text.startsWith(`${prefix}_`);

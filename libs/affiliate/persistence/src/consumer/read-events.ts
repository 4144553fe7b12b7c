import {
  assertWhole,
  idIfAny,
  idOf,
  money,
  type AttributedConversion,
  type Credit,
  type Earner,
  type Partner,
  type ProgramTerms,
  type Refund,
  type RefundedStretch,
  type SaleLimit,
} from '@whence/affiliate-domain';
import type { EventBody } from '@whence/contracts-events';

type ConversionBody = EventBody<'whence.conversion.attributed.v1'>;
type RefundBody = EventBody<'whence.conversion.refunded.v1'>;
type CreditBody = ConversionBody['credits'][number];
type PartnerBody = EventBody<'whence.partner.changed.v1'>;
type ProgramState = EventBody<'whence.program.changed.v1'>['program'];

/** An event that its schema admits and that nobody could be paid by. */
export class UnpayableConversionViolation extends Error {
  constructor(conversionId: string, why: string) {
    super(`conversion ${conversionId} ${why}`);
    this.name = 'UnpayableConversionViolation';
  }
}

/** Throws where money could not follow it: shares that are no whole, a credit without terms, a decision without an end. */
export const readConversion = (body: ConversionBody): AttributedConversion => {
  const isAttributed = body.status === 'attributed' && body.credits.length > 0;
  if (isAttributed) assertWhole(body.credits.map((credit) => credit.shareMillionths));
  const occurredAt = Date.parse(body.occurredAt);
  return {
    id: idOf('cvn', body.conversionId),
    version: body.version,
    type: body.type,
    occurredAt,
    amount: body.amount && money(BigInt(body.amount.amountMinor), body.amount.currency),
    contactId: idOf('ctc', body.contactId),
    channel: body.channel,
    finalAt: isAttributed ? readFinality(body) : occurredAt,
    credits: isAttributed ? body.credits.map((credit) => readCredit(body, credit)) : [],
  };
};

const readFinality = ({ conversionId, finalAt, isFinal, occurredAt }: ConversionBody): number => {
  if (finalAt !== undefined) return Date.parse(finalAt);
  if (isFinal) return Date.parse(occurredAt);
  throw new UnpayableConversionViolation(conversionId, 'may still change and does not say until when');
};

const readCredit = (body: ConversionBody, credit: CreditBody): Credit => ({
  shareMillionths: credit.shareMillionths,
  earner: readEarner(body, credit),
  linkId: idIfAny('lnk', credit.linkId),
  campaignId: idIfAny('cmp', credit.campaignId),
  adId: idIfAny('ad', credit.adId),
});

/** A partner is paid under a program; a credit that names none of either is nobody's to be paid. */
const readEarner = (
  { conversionId }: ConversionBody,
  { partnerId, programId, programVersion }: CreditBody,
): Earner | undefined => {
  if (partnerId === undefined || programId === undefined) return undefined;
  if (programVersion === undefined) {
    throw new UnpayableConversionViolation(conversionId, `names ${programId} without the version of its terms`);
  }
  return { partnerId: idOf('prt', partnerId), programId: idOf('prg', programId), programVersion };
};

/** A refund that its schema admits and that gives back what was never paid. */
export class ImpossibleRefundViolation extends Error {
  constructor(refundId: string) {
    super(`refund ${refundId} gives back what was not paid, or in another currency`);
    this.name = 'ImpossibleRefundViolation';
  }
}

/** Throws where the three amounts contradict each other. */
export const readRefund = (body: RefundBody): Refund => ({
  id: idOf('rfd', body.refundId),
  conversionId: idOf('cvn', body.conversionId),
  occurredAt: Date.parse(body.occurredAt),
  stretch: readStretch(body),
});

const readStretch = (body: RefundBody): RefundedStretch | undefined => {
  const { refundId, amount, refundedToDate, conversionAmount } = body;
  if (amount === undefined || refundedToDate === undefined || conversionAmount === undefined) return undefined;
  const [amountMinor, toDateMinor] = [BigInt(amount.amountMinor), BigInt(refundedToDate.amountMinor)];
  const currencies = new Set([amount, refundedToDate, conversionAmount].map(({ currency }) => currency));
  const isInside =
    amountMinor > 0n && amountMinor <= toDateMinor && toDateMinor <= BigInt(conversionAmount.amountMinor);
  if (currencies.size > 1 || !isInside) throw new ImpossibleRefundViolation(refundId);
  return { amountMinor, toDateMinor, currency: amount.currency };
};

export const readTerms = (program: ProgramState): ProgramTerms => ({
  programId: idOf('prg', program.id),
  programVersion: program.version,
  currency: program.currency,
  rewards: program.rewards.map((reward) =>
    reward.kind === 'flat' ? { ...reward, amountMinor: BigInt(reward.amountMinor) } : reward,
  ),
  holdDays: program.holdDays,
  saleLimit: readSaleLimit(program.saleLimit),
});

const readSaleLimit = (limit: ProgramState['saleLimit']): SaleLimit | undefined => {
  if (limit === undefined) return undefined;
  if (limit === 'first') return { kind: 'first' };
  return 'count' in limit ? { kind: 'count', count: limit.count } : { kind: 'within-days', days: limit.withinDays };
};

export const readPartner = ({ revision, partner }: PartnerBody): Partner => ({
  id: idOf('prt', partner.id),
  revision,
  name: partner.name,
  status: partner.status,
});

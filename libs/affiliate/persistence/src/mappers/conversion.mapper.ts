import { idIfAny, idOf, money, type AttributedConversion, type Credit } from '@whence/affiliate-domain';

import type { ConversionRow, CreditJson } from '../rows/conversion.row.js';

export const toRow = (workspaceId: string, conversion: AttributedConversion): ConversionRow => ({
  workspaceId,
  id: conversion.id,
  version: conversion.version,
  type: conversion.type,
  occurredAt: new Date(conversion.occurredAt),
  amountMinor: conversion.amount?.amountMinor.toString() ?? null,
  currency: conversion.amount?.currency ?? null,
  contactId: conversion.contactId,
  channel: conversion.channel ?? null,
  finalAt: new Date(conversion.finalAt),
  // As JSON a member that is undefined is no member.
  credits: JSON.parse(JSON.stringify(conversion.credits)) as readonly CreditJson[],
});

export const toDomain = (row: ConversionRow): AttributedConversion => ({
  id: idOf('cvn', row.id),
  version: row.version,
  type: row.type as AttributedConversion['type'],
  occurredAt: row.occurredAt.getTime(),
  amount: row.amountMinor === null || row.currency === null ? undefined : money(BigInt(row.amountMinor), row.currency),
  contactId: idOf('ctc', row.contactId),
  channel: row.channel ?? undefined,
  finalAt: row.finalAt.getTime(),
  credits: row.credits.map(toCredit),
});

const toCredit = ({ shareMillionths, earner, linkId, campaignId, adId }: CreditJson): Credit => ({
  shareMillionths,
  earner: earner && {
    partnerId: idOf('prt', earner.partnerId),
    programId: idOf('prg', earner.programId),
    programVersion: earner.programVersion,
  },
  linkId: idIfAny('lnk', linkId),
  campaignId: idIfAny('cmp', campaignId),
  adId: idIfAny('ad', adId),
});

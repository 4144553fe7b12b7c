import type { ConversionAttributedV1 } from '@whence/contracts-events';
import type { Transaction } from '@whence/platform/postgres';

import { keepNewest } from './keep-newest.js';

/** The event is complete: the newest version replaces the credits of the one before. */
export const projectConversion = (tx: Transaction, conversion: ConversionAttributedV1): Promise<void> =>
  keepNewest(tx, {
    table: 'conversion',
    orderedBy: 'version',
    columns: {
      workspace_id: conversion.workspaceId,
      conversion_id: conversion.conversionId,
      version: conversion.version,
      type: conversion.type,
      occurred_at: conversion.occurredAt,
      amount_minor: conversion.amount?.amountMinor,
      currency: conversion.amount?.currency,
      contact_id: conversion.contactId,
      channel: conversion.channel,
      status: conversion.status,
      credits: JSON.stringify(conversion.credits),
    },
  });

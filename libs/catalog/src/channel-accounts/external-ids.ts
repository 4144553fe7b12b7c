import type { ExternalIds } from '@whence/contracts-events';

import { phoneDigits } from '../redirecting/compile-target.js';

export type ExternalIdKind = keyof ExternalIds;

export interface ExternalId {
  readonly kind: ExternalIdKind;
  readonly value: string;
}

export const externalIdKinds = [
  'metaId',
  'phoneNumberId',
  'wabaId',
  'phone',
  'zernioAccountId',
] as const satisfies readonly ExternalIdKind[];

/** One WhatsApp Business account has many numbers: its id is no single channel account's. */
export const kindsThatIdentify: readonly ExternalIdKind[] = externalIdKinds.filter((kind) => kind !== 'wabaId');

/** The ids of a request one by one; a phone number as its digits, so that each number is written one way. */
export const listExternalIds = (ids: ExternalIds): readonly ExternalId[] =>
  externalIdKinds.flatMap((kind) => {
    const value = ids[kind];
    if (value === undefined) return [];
    return [{ kind, value: kind === 'phone' ? (phoneDigits(value) ?? value) : value }];
  });

export const toExternalIds = (ids: readonly ExternalId[]): ExternalIds =>
  Object.fromEntries(
    externalIdKinds.flatMap((kind) => ids.filter((id) => id.kind === kind).map(({ value }) => [kind, value])),
  );

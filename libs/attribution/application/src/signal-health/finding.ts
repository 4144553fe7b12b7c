import type { Instant } from '@whence/attribution-domain';

export const findingCodes = [
  'never-heard-of',
  'silent',
  'connection-silent',
  'unknown-account',
  'no-refs',
  'no-codes',
  'damaged-codes',
  'ambiguous-codes',
  'unreadable-messages',
  'clicks-lead-nowhere',
  'click-reused',
  'subscription-missing',
  'webhook-inactive',
  'webhook-url',
  'webhook-unsigned',
  'field-missing',
  'event-missing',
  'ice-breakers-missing',
  'get-started-missing',
  'provider-unreachable',
  'never-compared',
  'compared-long-ago',
] as const;

export type FindingCode = (typeof findingCodes)[number];

/** Worst first. `critical`: credit is being lost now; `warning`: some of it is, or may be; `notice`: something is not known. */
export const severities = ['critical', 'warning', 'notice'] as const;

export type Severity = (typeof severities)[number];

/** Something that is wrong with what is heard of a channel account, told in words that help. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** What was seen. */
  readonly message: string;
  /** What it does to attribution. */
  readonly consequence: string;
  /** What to do about it. */
  readonly remedy: string;
  /** The figures, names and moments it rests on. */
  readonly evidence: Readonly<Record<string, string | number | { readonly at: Instant }>>;
}

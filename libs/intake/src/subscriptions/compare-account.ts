import type { SubscribedAccount, SubscriptionFinding } from '@whence/signals';

import type { KeyedConnection } from '../connections/connection.js';
import type { SubscriptionReport } from './subscription-report.js';

/** A channel account with the ids that providers know it by. */
export interface ComparedAccount extends SubscribedAccount {
  readonly id: string;
}

/** What asking through one connection came to. */
export interface ConnectionFinding {
  readonly connection: KeyedConnection;
  readonly finding: SubscriptionFinding;
}

const causeCharactersMax = 200;
const unprintable = /[\p{C}\s]+/gu;

/**
 * What is worth keeping of one account's findings. That an account is not a key's own matters only where no other key
 * could tell more of it: a brand has a key for each Page.
 */
export const reportsOn = (
  accountId: string,
  findings: readonly ConnectionFinding[],
  checkedAt: number,
): readonly SubscriptionReport[] => {
  const isCompared = findings.some(({ finding }) => finding.kind === 'compared');
  return findings.flatMap(({ connection, finding }) => {
    const { workspaceId, id: connectionId, provider } = connection;
    const about = { workspaceId, channelAccountId: accountId, connectionId, provider, checkedAt };
    switch (finding.kind) {
      case 'not-there':
        return [];
      case 'compared': {
        const missing = [...new Set(finding.missing)];
        return [{ ...about, outcome: missing.length === 0 ? 'as-expected' : 'differs', missing } as const];
      }
      case 'not-its-account':
        if (isCompared) return [];
        return [unreachable(about, finding.cause, connection)];
      case 'unreachable':
        return [unreachable(about, finding.cause, connection)];
    }
  });
};

const unreachable = (
  about: Omit<SubscriptionReport, 'outcome' | 'missing'>,
  cause: string,
  { apiKey }: KeyedConnection,
): SubscriptionReport => ({ ...about, outcome: 'unreachable', missing: [], cause: oneLine(cause, apiKey.reveal()) });

/** What others say may be long, have lines, and repeat the key it was asked with. */
const oneLine = (cause: string, apiKey: string): string =>
  cause.replaceAll(apiKey, '[key]').replace(unprintable, ' ').trim().slice(0, causeCharactersMax);

import {
  partnerBalancesOf,
  type Instant,
  type PartnerBalance,
  type PartnerId,
  type WorkspaceId,
} from '@whence/affiliate-domain';

import type { CommissionStatements } from '../ports/commission-statements.js';

export interface ShowPartnerBalanceQuery {
  readonly workspaceId: WorkspaceId;
  readonly partnerId: PartnerId;
  readonly now: Instant;
}

export type ShowPartnerBalanceOutcome =
  { readonly kind: 'found'; readonly balances: readonly PartnerBalance[] } | { readonly kind: 'unknown-partner' };

/** What a partner has earned, by currency, and how much of it is due now. */
export class ShowPartnerBalance {
  constructor(private readonly statements: CommissionStatements) {}

  async run({ workspaceId, partnerId, now }: ShowPartnerBalanceQuery): Promise<ShowPartnerBalanceOutcome> {
    const totals = await this.statements.totalsOf(workspaceId, partnerId, now);
    if (totals === undefined) return { kind: 'unknown-partner' };
    return { kind: 'found', balances: partnerBalancesOf(totals) };
  }
}

import type {
  AttributedConversion,
  Commission,
  CommissionId,
  ConversionId,
  Instant,
  LedgerTransaction,
  Partner,
  PartnerId,
  ProgramTerms,
  Refund,
  RefundId,
  TermsKey,
} from '@whence/affiliate-domain';
import type { Announcement } from '@whence/affiliate-application';

/** Everything one workspace has, as a transaction sees it. */
export interface WorkspaceState {
  readonly conversions: Map<ConversionId, AttributedConversion>;
  readonly refunds: Map<RefundId, Refund>;
  readonly waitingSince: Map<ConversionId, Instant>;
  readonly terms: Map<string, ProgramTerms>;
  readonly partners: Map<PartnerId, Partner>;
  readonly commissions: Map<CommissionId, Commission>;
  /** By posting key. */
  readonly transactions: Map<string, LedgerTransaction>;
  readonly announcements: Announcement[];
}

export const emptyState = (): WorkspaceState => ({
  conversions: new Map(),
  refunds: new Map(),
  waitingSince: new Map(),
  terms: new Map(),
  partners: new Map(),
  commissions: new Map(),
  transactions: new Map(),
  announcements: [],
});

/** A state that can be changed and thrown away: what it holds is never changed in place. */
export const copyOf = (state: WorkspaceState): WorkspaceState => ({
  conversions: new Map(state.conversions),
  refunds: new Map(state.refunds),
  waitingSince: new Map(state.waitingSince),
  terms: new Map(state.terms),
  partners: new Map(state.partners),
  commissions: new Map(state.commissions),
  transactions: new Map(state.transactions),
  announcements: [...state.announcements],
});

export const keyOfTerms = ({ programId, programVersion }: TermsKey): string => `${programId}:${programVersion}`;

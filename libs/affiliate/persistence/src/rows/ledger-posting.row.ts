import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'affiliate', name: 'ledger_posting' })
export class LedgerPostingRow {
  @PrimaryColumn({ name: 'workspace_id', type: 'text' })
  workspaceId!: string;

  @PrimaryColumn({ name: 'transaction_id', type: 'text' })
  transactionId!: string;

  @PrimaryColumn({ type: 'integer' })
  position!: number;

  @Column({ type: 'text' })
  account!: string;

  /** Debits above zero, credits below. */
  @Column({ name: 'amount_minor', type: 'bigint' })
  amountMinor!: string;

  @Column({ type: 'text' })
  currency!: string;
}

import type { Reward, SaleLimit } from '@whence/contracts-events';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The terms of a program from one moment on. Written once: what was promised stays readable. */
@Entity({ schema: 'catalog', name: 'program_version' })
export class ProgramVersionRow {
  @PrimaryColumn({ name: 'workspace_id', type: 'text' })
  workspaceId!: string;

  @PrimaryColumn({ name: 'program_id', type: 'text' })
  programId!: string;

  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  currency!: string;

  @Column({ type: 'jsonb' })
  rewards!: readonly Reward[];

  @Column({ name: 'window_days', type: 'integer' })
  windowDays!: number;

  @Column({ name: 'hold_days', type: 'integer' })
  holdDays!: number;

  @Column({ name: 'sale_limit', type: 'jsonb', nullable: true })
  saleLimit!: SaleLimit | null;

  /** Whether partners earn by an inferred match. */
  @Column({ name: 'pays_inferred', type: 'boolean' })
  paysInferred!: boolean;

  /** For how many days the text of a message that names the program is kept; null keeps none. */
  @Column({ name: 'keep_message_text_days', type: 'integer', nullable: true })
  keepMessageTextDays!: number | null;

  @Column({ name: 'effective_from', type: 'timestamptz' })
  effectiveFrom!: Date;
}

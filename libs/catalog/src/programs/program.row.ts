import { Entity, Column, PrimaryColumn } from 'typeorm';

/** A program; what it says stands in its versions, and its revision is the version in force last. */
@Entity({ schema: 'catalog', name: 'program' })
export class ProgramRow {
  @PrimaryColumn({ name: 'workspace_id', type: 'text' })
  workspaceId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'integer' })
  revision!: number;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}

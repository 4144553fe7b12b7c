import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether partners earn by an inferred match, which is a likelihood: not unless the terms say so. */
export class ProgramsMayPayForGuesses1764300000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE catalog.program_version ADD COLUMN pays_inferred boolean NOT NULL DEFAULT false');
  }

  down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

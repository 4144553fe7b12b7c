import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What language a click's browser asked for, and a message seems to be in: what a guess compares. */
export class Languages1764300000900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE attribution.click ADD COLUMN language text');
    await runner.query('ALTER TABLE attribution.signal_copy ADD COLUMN language text');
  }

  down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

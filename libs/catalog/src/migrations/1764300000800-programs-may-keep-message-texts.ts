import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For how many days the text of a message is kept that names a program: not at all unless the terms say so. */
export class ProgramsMayKeepMessageTexts1764300000800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE catalog.program_version ADD COLUMN keep_message_text_days integer
        CONSTRAINT program_version_keeps_text_for_a_while CHECK (keep_message_text_days BETWEEN 1 AND 365)`);
  }

  down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

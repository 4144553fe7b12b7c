import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the last thing each connection told of a channel account, among however many. */
export class WhenAnAccountWasLastHeardOf1764300000700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX signal_copy_last_heard ON attribution.signal_copy (channel_account_id, connection_id, received_at)',
    );
  }

  down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

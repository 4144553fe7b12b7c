import { emptyingOutboxSql, relayTablesSql } from '@whence/platform/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One relay at a time publishes what this schema has to tell, and takes it out of the queue. */
export class OneRelayAtATime1764000000000 implements MigrationInterface {
  readonly name = 'OneRelayAtATime1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(relayTablesSql('catalog'));
    await runner.query(emptyingOutboxSql('catalog'));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}

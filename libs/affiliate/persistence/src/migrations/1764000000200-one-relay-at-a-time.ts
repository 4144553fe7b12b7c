import { emptyingOutboxSql, publishedDeadLettersSql, relayTablesSql } from '@whence/platform/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One relay at a time publishes what this schema has to tell, and takes it out of the queue; dead letters are told of too. */
export class OneRelayAtATime1764000000200 implements MigrationInterface {
  readonly name = 'OneRelayAtATime1764000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(relayTablesSql('affiliate'));
    await runner.query(emptyingOutboxSql('affiliate'));
    await runner.query(publishedDeadLettersSql('affiliate'));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}

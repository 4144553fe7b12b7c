import { publishedDeadLettersSql, relayTablesSql } from '@whence/platform/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Dead letters of this schema are published, by one relay at a time. */
export class PublishDeadLetters1764000000300 implements MigrationInterface {
  readonly name = 'PublishDeadLetters1764000000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(relayTablesSql('analytics'));
    await runner.query(publishedDeadLettersSql('analytics'));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}

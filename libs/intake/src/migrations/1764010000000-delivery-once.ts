import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A delivery gets its id at the edge: stored again, because nobody knew whether it had been stored, it is the same row.
 * Rows of before have none.
 */
export class DeliveryOnce1764010000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(deliveryOnceSql);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('forward only'));
  }
}

const deliveryOnceSql = `
  ALTER TABLE intake.inbox ADD COLUMN delivery_id text;
  ALTER TABLE intake.inbox ADD CONSTRAINT inbox_delivery_once UNIQUE (delivery_id);
  GRANT INSERT (delivery_id) ON intake.inbox TO whence_worker;
`;

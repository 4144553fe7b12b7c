import type { MigrationInterface, QueryRunner } from 'typeorm';

const coupons = `
  ALTER TABLE attribution.conversion
    ADD COLUMN coupon text,
    ADD COLUMN coupon_fingerprint text,
    ADD COLUMN coupon_touchpoint_id text,
    ADD CONSTRAINT conversion_coupon_together
      CHECK (num_nulls(coupon, coupon_fingerprint, coupon_touchpoint_id) IN (0, 3));
  CREATE INDEX conversion_with_coupon ON attribution.conversion (contact_id) WHERE coupon IS NOT NULL;
  CREATE INDEX conversion_by_coupon ON attribution.conversion (coupon_fingerprint) WHERE coupon_fingerprint IS NOT NULL;
`;

/** What a customer gave as a coupon when he signed up or bought. */
export class CouponsGivenWithConversions1764300000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(coupons);
  }

  down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

import { Problem } from '@whence/platform/http';
import { problemTypes } from '@whence/contracts-http';

import type { OwnRows } from '../rows/own-rows.js';
import { unknownReference, type Refusals } from '../rows/refusals.js';
import { EnrollmentRow } from './enrollment.row.js';

/** Who earns from a link, an ad or a coupon, and under which program. */
export interface EarningPartner {
  readonly partnerId: string | null;
  readonly programId: string | null;
}

/** Throws where a partner is named without a program, or under one that he has left. */
export const refuseUnenrolled = async (own: OwnRows, { partnerId, programId }: EarningPartner): Promise<void> => {
  if (partnerId === null) return;
  if (programId === null) {
    throw new Problem('invalid-request', {
      errors: [{ path: 'programId', reason: 'is needed where a partner is named: he earns under its terms' }],
    });
  }
  const { workspaceId } = own;
  const enrollment = await own.manager.findOneBy(EnrollmentRow, { workspaceId, partnerId, programId });
  if (enrollment?.status === 'inactive') throw notEnrolled();
};

/** What the references of a link, an ad or a coupon are refused with; `table` is the one that has them. */
export const referenceRefusals = (table: 'ad' | 'coupon' | 'link'): Refusals => ({
  [`${table}_program_exists`]: unknownReference('programId'),
  [`${table}_partner_exists`]: unknownReference('partnerId'),
  [`${table}_campaign_exists`]: unknownReference('campaignId'),
  [`${table}_partner_is_enrolled`]: notEnrolled,
});

const notEnrolled = (): Problem =>
  new Problem(problemTypes['partner-not-enrolled'], {
    errors: [{ path: 'partnerId', reason: 'is not enrolled in the program' }],
  });

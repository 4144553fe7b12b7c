import type { Problem, ListQuery, Page } from '@whence/platform/http';

import { endOf } from '../fields/activity.js';
import { changed } from '../fields/kept.response.js';
import type { CatalogRows } from '../rows/catalog-rows.js';
import type { OwnRows } from '../rows/own-rows.js';
import { alreadyTaken, refusedBy, unknownReference } from '../rows/refusals.js';
import type { ChangeEnrollmentRequest, CreateEnrollmentRequest } from './enrollment.request.js';
import { toEnrollmentChanged, toEnrollmentResponse, type EnrollmentResponse } from './enrollment.response.js';
import { EnrollmentRow } from './enrollment.row.js';

/** Which partner is a member of which program, once each. */
export class Enrollments {
  constructor(private readonly rows: CatalogRows) {}

  create(workspaceId: string, request: CreateEnrollmentRequest): Promise<EnrollmentResponse> {
    const { partnerId, programId } = request;
    const refusals = {
      enrollment_partner_exists: unknownReference('partnerId'),
      enrollment_program_exists: unknownReference('programId'),
      enrollment_once_per_program: () => this.enrolledAlready(workspaceId, request),
    };
    return refusedBy(refusals, () =>
      this.rows.in(workspaceId, async (own) => {
        const fields = { partnerId, programId, status: 'active' as const, endedAt: null };
        return announced(own, await own.add(EnrollmentRow, 'enr', fields));
      }),
    );
  }

  list(workspaceId: string, query: ListQuery): Promise<Page<EnrollmentResponse>> {
    return this.rows.in(workspaceId, async (own) => {
      const { items, nextCursor } = await own.page(EnrollmentRow, query);
      return { items: items.map(toEnrollmentResponse), nextCursor };
    });
  }

  find(workspaceId: string, id: string): Promise<EnrollmentResponse> {
    return this.rows.in(workspaceId, async (own) => toEnrollmentResponse(await own.find(EnrollmentRow, id)));
  }

  change(workspaceId: string, id: string, request: ChangeEnrollmentRequest): Promise<EnrollmentResponse> {
    return this.rows.in(workspaceId, async (own) => {
      const row = await own.lock(EnrollmentRow, id, request.revision);
      const { status = row.status } = request;
      const endedAt = endOf(status, row.endedAt, own.at);
      return announced(own, await own.revise(EnrollmentRow, row, changed({ status, endedAt })));
    });
  }

  private async enrolledAlready(workspaceId: string, request: CreateEnrollmentRequest): Promise<Problem> {
    const { partnerId, programId } = request;
    const holder = await this.rows.in(workspaceId, (own) =>
      own.manager.findOneBy(EnrollmentRow, { workspaceId, partnerId, programId }),
    );
    return alreadyTaken([{ path: 'programId', value: programId, holder: holder?.id }]);
  }
}

const announced = async (own: OwnRows, row: EnrollmentRow): Promise<EnrollmentResponse> => {
  await own.announce('whence.enrollment.changed.v1', row.id, toEnrollmentChanged(row));
  return toEnrollmentResponse(row);
};

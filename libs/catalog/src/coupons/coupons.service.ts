import { parseCouponCode, type CouponCode } from '@whence/codes';
import type { MasterKey } from '@whence/platform/crypto';
import { Problem, type ListQuery, type Page } from '@whence/platform/http';
import { Raw } from 'typeorm';

import { referenceRefusals, refuseUnenrolled } from '../enrollments/earning-partner.js';
import { changed } from '../fields/kept.response.js';
import { timeOf } from '../fields/time-of.js';
import type { CatalogRows } from '../rows/catalog-rows.js';
import type { OwnRows } from '../rows/own-rows.js';
import { alreadyTaken, refusedBy, type Refusals } from '../rows/refusals.js';
import { couponFingerprint } from './coupon-fingerprint.js';
import type { ChangeCouponRequest, CreateCouponRequest } from './coupon.request.js';
import { toCouponChanged, toCouponResponse, type CouponResponse } from './coupon.response.js';
import { CouponRow } from './coupon.row.js';

const refusals: Refusals = {
  ...referenceRefusals('coupon'),
  coupon_expires_after_start: () =>
    new Problem('invalid-request', { errors: [{ path: 'expiresAt', reason: 'must be later than activeFrom' }] }),
};

/** Codes that partners hand out, to be typed in a chat or given at signup. */
export class Coupons {
  constructor(
    private readonly rows: CatalogRows,
    private readonly keys: MasterKey,
  ) {}

  create(workspaceId: string, request: CreateCouponRequest): Promise<CouponResponse> {
    const { code, partnerId, programId, activeFrom, expiresAt } = request;
    return refusedBy({ ...refusals, coupon_code_unique: () => this.codeTaken(workspaceId, code) }, () =>
      this.rows.in(workspaceId, async (own) => {
        await refuseUnenrolled(own, { partnerId, programId });
        const row = await own.add(CouponRow, 'cpn', {
          code,
          codeFingerprint: couponFingerprint(this.keys, workspaceId, parseCouponCode(code) as CouponCode),
          partnerId,
          programId,
          activeFrom: timeOf(activeFrom) ?? own.at,
          expiresAt: timeOf(expiresAt) ?? null,
          status: 'active',
          disabledAt: null,
        });
        return announced(own, row);
      }),
    );
  }

  list(workspaceId: string, query: ListQuery): Promise<Page<CouponResponse>> {
    return this.rows.in(workspaceId, async (own) => {
      const { items, nextCursor } = await own.page(CouponRow, query);
      return { items: items.map(toCouponResponse), nextCursor };
    });
  }

  find(workspaceId: string, id: string): Promise<CouponResponse> {
    return this.rows.in(workspaceId, async (own) => toCouponResponse(await own.find(CouponRow, id)));
  }

  change(workspaceId: string, id: string, request: ChangeCouponRequest): Promise<CouponResponse> {
    return refusedBy(refusals, () =>
      this.rows.in(workspaceId, async (own) => {
        const row = await own.lock(CouponRow, id, request.revision);
        return announced(own, await own.revise(CouponRow, row, changesOf(request, row, own.at)));
      }),
    );
  }

  private async codeTaken(workspaceId: string, code: string): Promise<Problem> {
    const isSameButForCase = Raw((column) => `lower(${column}) = lower(:code)`, { code });
    const holder = await this.rows.in(workspaceId, (own) =>
      own.manager.findOneBy(CouponRow, { workspaceId, code: isSameButForCase }),
    );
    return alreadyTaken([{ path: 'code', value: holder?.code ?? code, holder: holder?.id }]);
  }
}

const changesOf = (request: ChangeCouponRequest, row: CouponRow, at: Date): Partial<CouponRow> => {
  const { status = row.status } = request;
  const activeFrom = timeOf(request.activeFrom);
  const expiresAt = request.expiresAt === null ? null : timeOf(request.expiresAt);
  return {
    ...changed({ activeFrom, expiresAt }),
    status,
    disabledAt: status === 'active' ? null : (row.disabledAt ?? at),
  };
};

const announced = async (own: OwnRows, row: CouponRow): Promise<CouponResponse> => {
  await own.announce('whence.coupon.changed.v1', row.id, toCouponChanged(row));
  return toCouponResponse(row);
};

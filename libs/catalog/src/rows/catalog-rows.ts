import type { Clock } from '@whence/platform/process';
import { apiScope, type RowSource } from '@whence/platform/postgres';

import { OwnRows } from './own-rows.js';

/** Hands over one workspace's rows for the length of a transaction; everything done in it is kept, or nothing. */
export class CatalogRows {
  constructor(
    private readonly source: RowSource,
    private readonly clock: Clock,
  ) {}

  in<T>(workspaceId: string, work: (own: OwnRows) => Promise<T>): Promise<T> {
    const at = new Date(this.clock.now());
    return this.source.inTransaction(apiScope(workspaceId), (manager, tx) =>
      work(new OwnRows(workspaceId, at, manager, tx)),
    );
  }
}

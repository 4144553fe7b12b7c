import type { Stores } from '@whence/affiliate-application';
import type { WorkspaceId } from '@whence/affiliate-domain';

import { idFor } from '../builders/names.js';
import type { MoneyRecords } from '../stories/money-records.js';

/** Answers the records under test; asked anew by each test, because they may not be there before the first one begins. */
export type MakeRecords = () => MoneyRecords;

let workspacesMade = 0;

/** A workspace that no other test of this file uses. */
export const aNewWorkspace = (): WorkspaceId => {
  workspacesMade += 1;
  return idFor('wsp', `TEST${String(workspacesMade).padStart(6, '0')}`);
};

export const inUnitOfWorkOf =
  (make: MakeRecords) =>
  <T>(workspaceId: WorkspaceId, work: (stores: Stores) => Promise<T>): Promise<T> =>
    make().unitOfWork.run(workspaceId, work);

/** One unit of work in a workspace of its own. */
export const aloneIn =
  (make: MakeRecords) =>
  <T>(work: (stores: Stores) => Promise<T>): Promise<T> =>
    make().unitOfWork.run(aNewWorkspace(), work);

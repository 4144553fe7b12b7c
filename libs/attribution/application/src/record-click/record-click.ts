import type { WorkspaceId } from '@whence/attribution-domain';

import type { RecordedClick } from '../ports/clicks.js';
import type { UnitOfWork } from '../ports/stores.js';

/** Keeps a click before the person is sent on; it resolves once the click is committed. */
export class RecordClick {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async run(workspaceId: WorkspaceId, click: RecordedClick): Promise<void> {
    await this.unitOfWork.run(workspaceId, ({ clicks }) => clicks.add(click));
  }
}

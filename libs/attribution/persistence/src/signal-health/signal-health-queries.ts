import { apiScope, type RowSource } from '@whence/platform/postgres';

import { countClicks } from './count-clicks.js';
import { countOpened } from './count-opened.js';
import { lastHeard } from './last-heard.js';
import type { ObservedOfAccount, WhatToObserve } from './what-to-observe.js';

/** What was seen of a channel account, one workspace at a time. */
export class SignalHealthQueries {
  constructor(private readonly rows: RowSource) {}

  observe(workspaceId: string, account: WhatToObserve): Promise<ObservedOfAccount> {
    return this.rows.inTransaction(apiScope(workspaceId), async (_, tx) => {
      const heard = await lastHeard(tx, workspaceId, account);
      const conversations = await countOpened(tx, workspaceId, account);
      const lastEventAt = Math.max(0, ...heard.map((each) => each.lastEventAt));
      const clicks = await countClicks(tx, workspaceId, { ...account, lastEventAt });
      return { heard, conversations, clicks };
    });
  }
}

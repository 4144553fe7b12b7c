import { workerScope, type Database, type Transaction } from '@whence/platform/postgres';

import type { ComparedAccount } from './compare-account.js';

/** The active channel accounts of a workspace in the order of their ids, at most `limit`, after the one named by `afterId`. */
export interface AccountsPage {
  (
    tx: Transaction,
    workspaceId: string,
    page: { readonly afterId: string; readonly limit: number },
  ): Promise<readonly ComparedAccount[]>;
}

const pageRows = 100;

/** Every one of them, read page by page, so that no transaction is open while a provider is asked. */
export async function* everyAccount(
  { database, accounts }: { readonly database: Pick<Database, 'inTransaction'>; readonly accounts: AccountsPage },
  workspaceId: string,
): AsyncGenerator<ComparedAccount> {
  for (let afterId = ''; ;) {
    const from = afterId;
    const page = await database.inTransaction(workerScope(workspaceId), (tx) =>
      accounts(tx, workspaceId, { afterId: from, limit: pageRows }),
    );
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageRows) return;
    afterId = last.id;
  }
}

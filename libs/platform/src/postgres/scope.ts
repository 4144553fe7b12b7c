/**
 * Whose rows a transaction may see. Row-level security reads it from the transaction, never from the session, so a
 * pooled connection cannot carry one tenant's scope into another's request.
 */
export type Scope = ApiScope | WorkerScope;

/** A request on behalf of one workspace: policies let it see that workspace's rows only. */
export interface ApiScope {
  readonly role: 'api';
  readonly workspaceId: string;
}

/** Background work on a batch: policies let it see the rows of the workspaces in the batch, which may be none. */
export interface WorkerScope {
  readonly role: 'worker';
  readonly workspaceIds: readonly string[];
}

export const apiScope = (workspaceId: string): ApiScope => ({ role: 'api', workspaceId });

export const workerScope = (...workspaceIds: readonly string[]): WorkerScope => ({ role: 'worker', workspaceIds });

/** The statement that puts a scope on the current transaction, and its parameters. */
export const enterScope = (scope: Scope): { readonly sql: string; readonly params: readonly string[] } => ({
  sql: `SELECT set_config('role', $1, true), set_config('whence.workspaces', $2, true)`,
  params:
    scope.role === 'api'
      ? ['whence_api', scope.workspaceId]
      : ['whence_worker', [...new Set(scope.workspaceIds)].join(',')],
});

/**
 * Row-level security for one table with a `workspace_id` column: the API role sees the one workspace of its transaction,
 * the worker role the workspaces of its batch. Where no scope was set, both see nothing.
 */
export const tenantPolicySql = (table: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY one_workspace ON ${table} TO whence_api
    USING (workspace_id = current_setting('whence.workspaces', true))
    WITH CHECK (workspace_id = current_setting('whence.workspaces', true));
  CREATE POLICY batch_workspaces ON ${table} TO whence_worker
    USING (workspace_id = ANY (string_to_array(current_setting('whence.workspaces', true), ',')))
    WITH CHECK (workspace_id = ANY (string_to_array(current_setting('whence.workspaces', true), ',')));
`;

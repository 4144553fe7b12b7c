/** The login role could bypass row-level security: it is superuser, has BYPASSRLS, or owns a table of ours. */
export class UnsafeRoleViolation extends Error {
  constructor(role: string, why: string) {
    super(`the database role "${role}" ${why}: use a role that owns nothing (see docs/runbooks/database-roles.md)`);
    this.name = 'UnsafeRoleViolation';
  }
}

const roleFacts = `
  SELECT current_user AS role, r.rolsuper, r.rolbypassrls,
    EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relowner = r.oid AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema') AS owns_tables
  FROM pg_roles r WHERE r.rolname = current_user`;

/** Throws `UnsafeRoleViolation` unless the connected role is an ordinary one that owns nothing. */
export const assertSafeRole = async (query: (sql: string) => Promise<Record<string, unknown>[]>): Promise<void> => {
  const [facts] = await query(roleFacts);
  const role = String(facts?.['role']);
  if (facts?.['rolsuper'] === true) throw new UnsafeRoleViolation(role, 'is a superuser');
  if (facts?.['rolbypassrls'] === true) throw new UnsafeRoleViolation(role, 'has BYPASSRLS');
  if (facts?.['owns_tables'] === true) throw new UnsafeRoleViolation(role, 'owns tables');
};

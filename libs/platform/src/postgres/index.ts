export { Database, type DatabaseOptions, type Transaction } from './database.js';
export { migrate, type MigrationSet } from './migrate.js';
export { isPassingFault } from './passing-fault.js';
export { RowSource, type RowSourceOptions } from './row-source.js';
export { UnsafeRoleViolation } from './safe-role.js';
export { apiScope, workerScope, type ApiScope, type Scope, type WorkerScope } from './scope.js';
export { tenantPolicySql } from './tenant-policy.js';

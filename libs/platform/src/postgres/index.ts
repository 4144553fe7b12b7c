export { byteaArray } from './bytea-array.js';
export { Database, type DatabaseOptions, type Transaction } from './database.js';
export { GroupCommit, QueueClosed, QueueFull, type GroupCommitOptions } from './group-commit.js';
export { migrate, type MigrationSet } from './migrate.js';
export {
  ChannelNameViolation,
  NotificationListener,
  type NotificationListenerOptions,
} from './notification-listener.js';
export { isPassingFault } from './passing-fault.js';
export { RowSource, type RowSourceOptions } from './row-source.js';
export { UnsafeRoleViolation } from './safe-role.js';
export type { Statement } from './scoped-statement.js';
export { apiScope, workerScope, type ApiScope, type Scope, type WorkerScope } from './scope.js';
export { tenantPolicySql } from './tenant-policy.js';
export { textArray } from './text-array.js';

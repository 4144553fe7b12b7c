/**
 * SQLSTATE classes that say "try again": connection, login, unknown database, transaction rollback, resources, object
 * state (such as a lock that was not free), operator intervention, system.
 */
const passingClasses = ['08', '28', '3D', '40', '53', '55', '57', '58'];
/** A standby that has not taken over yet; a transaction that waited too long between statements. */
const passingStates = ['25006', '25P03'];
/** Of sockets and name look-up: `ECONNREFUSED`, `EAI_AGAIN`. Node's own `ERR_…` are defects. */
const systemError = /^E(?!RR_)[A-Z_]+$/;
const sqlState = /^[0-9A-Z]{5}$/;

/**
 * Whether an error is about the moment rather than the content: a lost connection, a deadlock, a full server. What fails
 * this way must be tried again and never set aside; so must what failed in several ways, if this was one of them.
 */
export const isPassingFault = (error: unknown): boolean => {
  if (error instanceof AggregateError && error.errors.some(isPassingFault)) return true;
  const code = errorCode(error);
  if (code === undefined) return isConnectionLoss(error);
  if (systemError.test(code)) return true;
  return sqlState.test(code) && (passingClasses.includes(code.slice(0, 2)) || passingStates.includes(code));
};

const errorCode = (error: unknown): string | undefined => {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
};

/** What `pg`, its pool and TypeORM say of a lost or closed connection, without a code. */
const connectionLoss = [
  /connection (terminated|timeout|ended)/i,
  /timeout exceeded when trying to connect/i,
  /query read timeout/i,
  /is not queryable/i,
  /cannot use a pool after calling end/i,
  /driver not connected/i,
  /connection is not established/i,
  /query runner .*already released/i,
];

const isConnectionLoss = (error: unknown): boolean =>
  error instanceof Error && connectionLoss.some((pattern) => pattern.test(error.message));

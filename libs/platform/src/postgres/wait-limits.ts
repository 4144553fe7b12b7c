/** How long one connection or statement may be waited for. Beyond it the moment is to blame (`isPassingFault`). */
export const waitLimits = {
  /** For a connection, new or from the pool. */
  connectionTimeoutMillis: 5_000,
  /** For a statement, kept by the server. */
  statement_timeout: 30_000,
  /** For a statement, kept here: a server that hangs keeps no limits. */
  query_timeout: 35_000,
  /** For a transaction whose process hangs, so that its locks do not outlive it for long. */
  idle_in_transaction_session_timeout: 60_000,
  keepAlive: true,
} as const;

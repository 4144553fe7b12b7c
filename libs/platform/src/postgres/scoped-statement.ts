import pg from 'pg';

import { enterScope, type Scope } from './scope.js';

/** One statement with its parameters. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly unknown[];
  /** Longest wait for the server's answer; the connection is given up then. */
  readonly timeoutMs?: number;
}

/** What `pg` calls on a query while its answer comes in. Its types know `submit` alone. */
interface AnsweredQuery {
  submit(connection: pg.Connection): Error | null;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: pg.Connection): void;
  handleEmptyQuery(connection: pg.Connection): void;
  handlePortalSuspended(connection: pg.Connection): void;
  handleCopyInResponse(connection: pg.Connection): void;
  handleCopyData(message: unknown, connection: pg.Connection): void;
  handleError(error: Error, connection: pg.Connection): void;
  handleReadyForQuery(connection: pg.Connection): void;
}

/** The parts of `pg.Connection` that its types give an argument too many. */
interface ExtendedProtocol {
  readonly stream: { cork(): void; uncork(): void };
  parse(statement: { readonly text: string; readonly name: string }): void;
  bind(portal: { readonly values: readonly string[] }): void;
  execute(portal: { readonly portal: string; readonly rows: number }): void;
}

type Answer = (error: Error | null | undefined, result?: { readonly rows: unknown[] }) => void;

/**
 * A statement behind the one that sets its scope, sent together and answered together. Between them stands no Sync, so
 * PostgreSQL runs both in one transaction of their own: it holds the scope, commits before it answers, and leaves nothing
 * behind on the connection (PostgreSQL 18, section 54.2.4, pipelining).
 */
export class ScopedStatement implements pg.Submittable {
  /** `pg` puts its own limit of time around it. */
  callback: Answer;
  readonly query_timeout: number | undefined;
  private readonly query: AnsweredQuery;
  private isScopeSet = false;
  private isAnswered = false;

  constructor(
    private readonly scope: Scope,
    { sql, params, timeoutMs }: Statement,
    callback: Answer,
  ) {
    this.callback = callback;
    this.query_timeout = timeoutMs;
    const config = { text: sql, values: [...params], queryMode: 'extended' };
    this.query = new pg.Query(config, (error, result) => this.answer(error, result)) as unknown as AnsweredQuery;
  }

  submit(connection: pg.Connection): Error | null {
    const protocol = connection as unknown as ExtendedProtocol;
    const { sql, params } = enterScope(this.scope);
    protocol.stream.cork();
    try {
      protocol.parse({ text: sql, name: '' });
      protocol.bind({ values: params });
      protocol.execute({ portal: '', rows: 0 });
      return this.query.submit(connection);
    } finally {
      protocol.stream.uncork();
    }
  }

  handleRowDescription(message: unknown): void {
    this.query.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    if (this.isScopeSet) this.query.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: pg.Connection): void {
    if (this.isScopeSet) this.query.handleCommandComplete(message, connection);
    this.isScopeSet = true;
  }

  handleEmptyQuery(connection: pg.Connection): void {
    this.query.handleEmptyQuery(connection);
  }

  handlePortalSuspended(connection: pg.Connection): void {
    this.query.handlePortalSuspended(connection);
  }

  handleCopyInResponse(connection: pg.Connection): void {
    this.query.handleCopyInResponse(connection);
  }

  handleCopyData(message: unknown, connection: pg.Connection): void {
    this.query.handleCopyData(message, connection);
  }

  handleError(error: Error, connection: pg.Connection): void {
    this.query.handleError(error, connection);
  }

  /** Only now it is committed: the answers before this one came before the commit. */
  handleReadyForQuery(connection: pg.Connection): void {
    this.query.handleReadyForQuery(connection);
  }

  /** Once: where a parameter cannot be sent, `pg` tells the error first and the end of the exchange afterwards. */
  private answer(...[error, result]: Parameters<Answer>): void {
    if (this.isAnswered) return;
    this.isAnswered = true;
    this.callback(error, result);
  }
}

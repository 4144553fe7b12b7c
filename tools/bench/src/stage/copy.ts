import type pg from 'pg';

/** What `pg` hands to a query of ours, as far as copying needs it. */
interface WireConnection {
  query(sql: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/**
 * `COPY … FROM STDIN` and `COPY … TO STDOUT` on a connection of `pg`, which speaks their protocol and only lacks a query
 * that uses it. It calls these methods by their names.
 */
class Copy {
  readonly done: Promise<Buffer>;
  private readonly received: Buffer[] = [];
  private failure: Error | undefined;
  private settle: () => void = () => undefined;

  constructor(
    private readonly sql: string,
    private readonly rows: Buffer | undefined,
  ) {
    this.done = new Promise((resolve, reject) => {
      this.settle = () => (this.failure === undefined ? resolve(Buffer.concat(this.received)) : reject(this.failure));
    });
  }

  submit(connection: WireConnection): void {
    connection.query(this.sql);
  }

  handleCopyInResponse(connection: WireConnection): void {
    if (this.rows !== undefined) connection.sendCopyFromChunk(this.rows);
    connection.endCopyFrom();
  }

  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    this.received.push(Buffer.from(chunk));
  }

  handleError(error: Error): void {
    this.failure = error;
    this.settle();
  }

  handleReadyForQuery(): void {
    this.settle();
  }

  handleCommandComplete(): void {
    // The number of rows it tells is known.
  }
}

const run = async (client: pg.Client, copy: Copy): Promise<Buffer> => {
  client.query(copy as unknown as pg.Submittable);
  return copy.done;
};

/** Rows that the statement `COPY … TO STDOUT` answers with, in PostgreSQL's text format. */
export const copyOut = (client: pg.Client, sql: string): Promise<Buffer> => run(client, new Copy(sql, undefined));

/** Hands rows in PostgreSQL's text format to the statement `COPY … FROM STDIN`. */
export const copyIn = async (client: pg.Client, sql: string, rows: Buffer): Promise<void> => {
  await run(client, new Copy(sql, rows));
};

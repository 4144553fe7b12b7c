/** The embedded PostgreSQL cannot be started or stopped here; the message says why, for the person who starts it. */
export class PostgresUnusable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PostgresUnusable';
  }
}

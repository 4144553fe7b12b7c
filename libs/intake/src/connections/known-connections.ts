import type { Clock } from '@whence/platform/process';

import type { OpenedConnection } from './connection.js';
import type { Connections } from './connections.js';

/** A new secret is accepted, and an old one refused, at most this long after the change. */
export const connectionKnownMs = 3_000;
const connectionsKnownMax = 1_000;
const connectionId = /^con_[0-9A-HJKMNP-TV-Z]{26}$/;

/** Connections as a webhook edge sees them: read at most every few seconds. One that does not exist is asked for anew. */
export class KnownConnections {
  private readonly known = new Map<string, { readonly connection: OpenedConnection; readonly readAt: number }>();

  constructor(
    private readonly connections: Pick<Connections, 'open'>,
    private readonly clock: Clock,
  ) {}

  async find(id: string): Promise<OpenedConnection | undefined> {
    if (!connectionId.test(id)) return undefined;
    const known = this.known.get(id);
    if (known !== undefined && this.clock.now() - known.readAt < connectionKnownMs) return known.connection;
    const connection = await this.connections.open(id);
    this.remember(id, connection);
    return connection;
  }

  private remember(id: string, connection: OpenedConnection | undefined): void {
    this.known.delete(id);
    if (connection === undefined) return;
    if (this.known.size >= connectionsKnownMax) this.known.clear();
    this.known.set(id, { connection, readAt: this.clock.now() });
  }
}

import type { Clock } from '@whence/platform/process';

import type { ChannelAdapter, HeaderValues } from '../channel-adapter.js';
import type { KnownConnections } from '../connections/known-connections.js';
import type { OpenedConnection } from '../connections/connection.js';
import { readPayload } from '../read-payload.js';
import type { Inbox } from '../store/inbox.js';

/** What became of one request at the edge. Only `stored` is a promise. */
export type TakenIn = 'stored' | 'unknown-connection' | 'unauthentic' | 'not-json' | 'too-deep';

export interface TakeInParts {
  readonly adapter: ChannelAdapter;
  readonly connections: KnownConnections;
  readonly inbox: Inbox;
  readonly clock: Clock;
}

export interface IncomingRequest {
  readonly connectionId: string;
  readonly body: Uint8Array;
  readonly headers: HeaderValues;
}

/**
 * Takes deliveries in: looks at nothing but the signature over the raw bytes, and whether they are JSON at all. Rejects
 * where a delivery could not be stored.
 */
export class TakeIn {
  constructor(private readonly parts: TakeInParts) {}

  async run({ connectionId, body, headers }: IncomingRequest): Promise<TakenIn> {
    const { adapter, inbox, clock } = this.parts;
    const connection = await this.connectionOf(connectionId);
    if (connection === undefined) return 'unknown-connection';
    if (!adapter.isAuthentic(body, headers, connection.secrets)) return 'unauthentic';

    const delivery = { connection, body, headers: headersWorthKeeping(headers), receivedAt: clock.now() };
    const payload = readPayload(body);
    if (payload.kind !== 'json') {
      await inbox.storeMalformed(delivery, payload.kind);
      return payload.kind;
    }
    await inbox.store(delivery);
    return 'stored';
  }

  /** A connection of another provider is none of ours: its secrets sign another scheme. */
  async connectionOf(connectionId: string): Promise<OpenedConnection | undefined> {
    const connection = await this.parts.connections.find(connectionId);
    return connection?.provider === this.parts.adapter.provider ? connection : undefined;
  }
}

const keptHeader = /^(?:content-type|x-[a-z]+-event(?:-id)?)$/;
const headerLengthMax = 200;

/** Type, event name and event id: what helps to find a delivery again. Signatures and addresses are not kept. */
const headersWorthKeeping = (headers: HeaderValues): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value !== undefined && keptHeader.test(name) ? [[name, value.slice(0, headerLengthMax)]] : [],
    ),
  );

import type { MasterKey } from '@whence/platform/crypto';
import type { Clock } from '@whence/platform/process';
import type { Kept } from '@whence/platform/spool';

import type { ChannelAdapter, HeaderValues } from '../channel-adapter.js';
import type { KnownConnections } from '../connections/known-connections.js';
import type { OpenedConnection } from '../connections/connection.js';
import { readPayload } from '../read-payload.js';
import { sealDelivery, type SealedDelivery } from '../store/sealed-delivery.js';

/** What became of one request at the edge. Only `stored` and `spooled` are promises. */
export type TakenIn = Kept | 'unknown-connection' | 'unauthentic' | 'not-json' | 'too-deep';

export interface TakeInParts {
  readonly adapter: ChannelAdapter;
  readonly connections: Pick<KnownConnections, 'find'>;
  /** Resolves once the delivery survives a crash of anything. */
  readonly keep: (delivery: SealedDelivery) => Promise<Kept>;
  readonly keys: MasterKey;
  readonly clock: Clock;
}

export interface IncomingRequest {
  readonly connectionId: string;
  readonly body: Uint8Array;
  readonly headers: HeaderValues;
}

/**
 * Takes deliveries in: looks at nothing but the signature over the raw bytes, and whether they are JSON at all. Rejects
 * where a delivery could not be kept.
 */
export class TakeIn {
  constructor(private readonly parts: TakeInParts) {}

  async run({ connectionId, body, headers }: IncomingRequest): Promise<TakenIn> {
    const { adapter, keep, keys, clock } = this.parts;
    const connection = await this.connectionOf(connectionId);
    if (connection === undefined) return 'unknown-connection';
    if (!adapter.isAuthentic(body, headers, connection.secrets)) return 'unauthentic';

    const delivery = { connection, body, headers: headersWorthKeeping(headers), receivedAt: clock.now() };
    const { kind } = readPayload(body);
    if (kind === 'json') return keep(sealDelivery(keys, delivery));
    await keep(sealDelivery(keys, { ...delivery, malformed: kind }));
    return kind;
  }

  /** A connection of another provider is none of ours: its secrets sign another scheme. */
  connectionOf(connectionId: string): Promise<OpenedConnection | undefined> {
    return this.parts.connections.find(connectionId);
  }
}

const keptHeader = /^(?:content-type|x-[a-z]+-event(?:-id)?)$/;
const headerLengthMax = 200;

/** Type, event name and event id: what helps to find a delivery again. Signatures and addresses are not kept. */
const headersWorthKeeping = (headers: HeaderValues): Record<string, string> => {
  const kept: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && keptHeader.test(name)) kept[name] = value.slice(0, headerLengthMax);
  }
  return kept;
};

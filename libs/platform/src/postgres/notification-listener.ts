import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';

import { assertSafeRole } from './safe-role.js';
import { waitLimits } from './wait-limits.js';

export interface NotificationListenerOptions {
  readonly url: string;
  readonly applicationName: string;
  /** Channel of `pg_notify`: a plain lower-case name. */
  readonly channel: string;
  onNotification(payload: string): void;
  /** The listening began, or began again: what was notified before this moment was missed. */
  onListening(): void;
  /** A connection could not be made, or broke. It is made again. */
  onFailure(error: unknown): void;
}

const channelPattern = /^[a-z_]{1,60}$/;
const reconnectMs = 500;
/** A connection that broke without a word is noticed by then. */
const heartbeatMs = 10_000;

/** The channel's name cannot stand in a `LISTEN` as it is. */
export class ChannelNameViolation extends Error {
  constructor(channel: string) {
    super(`"${channel}" is no name of a notification channel`);
    this.name = 'ChannelNameViolation';
  }
}

/**
 * Hears what is notified on one channel, on a connection of its own that is made again whenever it breaks. A pooler in
 * transaction mode swallows `LISTEN` without a word: whoever relies on this looks for himself now and then, too.
 */
export class NotificationListener {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly options: NotificationListenerOptions) {
    if (!channelPattern.test(options.channel)) throw new ChannelNameViolation(options.channel);
  }

  start(): void {
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await this.listenUntilBroken().catch((error: unknown) => this.options.onFailure(error));
      await this.pause(reconnectMs);
    }
  }

  private async listenUntilBroken(): Promise<void> {
    const { url, applicationName, channel } = this.options;
    const client = new pg.Client({
      connectionString: url,
      application_name: applicationName,
      ...waitLimits,
      query_timeout: heartbeatMs,
    });
    const broken = new Promise<boolean>((resolve) => {
      client.on('error', () => resolve(true));
      client.on('end', () => resolve(true));
    });
    try {
      await client.connect();
      await assertSafeRole((sql) => client.query(sql).then(({ rows }) => rows as Record<string, unknown>[]));
      client.on('notification', ({ payload = '' }) => this.options.onNotification(payload));
      await client.query(`LISTEN ${channel}`);
      this.options.onListening();
      await this.beatUntil(client, broken);
    } finally {
      await closed(client);
    }
  }

  /** Resolves once it is to stop; rejects where the connection broke, or does not answer any more. */
  private async beatUntil(client: pg.Client, broken: Promise<boolean>): Promise<void> {
    for (;;) {
      const isBroken = await Promise.race([broken, this.pause(heartbeatMs)]);
      if (this.stopping.signal.aborted) return;
      if (isBroken === true) throw new Error('Connection terminated');
      await client.query('SELECT');
    }
  }

  private async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

const goodbyeMs = 1_000;

/** A server that hangs does not say goodbye. */
const closed = async (client: pg.Client): Promise<void> => {
  const giveUp = new AbortController();
  const tooLate = sleep(goodbyeMs, undefined, { signal: giveUp.signal }).catch(() => undefined);
  await Promise.race([client.end().catch(() => undefined), tooLate]);
  giveUp.abort();
  client.connection.stream.destroy();
};

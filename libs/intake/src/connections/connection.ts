import type { Secret } from '@whence/platform/config';
import type { Provider } from '@whence/signals';

export const providers: readonly Provider[] = ['zernio', 'meta-graph', 'whatsapp-cloud'];

/** The credentials of one provider integration, without the credentials. */
export interface Connection {
  readonly id: string;
  readonly workspaceId: string;
  readonly provider: Provider;
  readonly name: string;
  /** UTC milliseconds. */
  readonly createdAt: number;
}

/** What a webhook edge needs to judge a delivery. */
export interface OpenedConnection extends Connection {
  /** Any of them may have signed: two are valid while one is rotated out. */
  readonly secrets: readonly string[];
  readonly verifyToken?: string;
}

/** A connection with what its provider's API is asked with. For the worker that compares subscriptions alone. */
export interface KeyedConnection extends Connection {
  readonly apiKey: Secret;
}

export interface NewConnection {
  readonly workspaceId: string;
  readonly provider: Provider;
  readonly name: string;
  readonly secrets: readonly string[];
  readonly verifyToken?: string | undefined;
  readonly apiKey?: string | undefined;
}

/** Where the provider sends its deliveries, below the public URL. */
export const webhookPathOf = ({ provider, id }: Pick<Connection, 'provider' | 'id'>): string =>
  `/webhooks/${provider}/${id}`;

import { whyUnanswered } from '@whence/platform/fetch';
import { asRecord, idOf, textOf, type Unproven } from '@whence/platform/json';
import type { SubscribedAccount, SubscriptionFinding, SubscriptionKey, SubscriptionReader } from '@whence/signals';
import { Zernio, ZernioApiError } from '@zernio/node';

import { bodyOf, boundedTransport, type Transport } from './bounded-transport.js';
import { missingOfSubscription, type FoundAtZernio, type FoundWebhook } from './missing-of-subscription.js';

export interface ZernioApi {
  /** Without `/v1`. */
  readonly apiUrl: string;
  readonly timeoutMs?: number;
}

const timeoutMsDefault = 10_000;
const accountsPageRows = 100;
const accountPagesMax = 50;

/** Subscriptions as Zernio's own client tells of them. */
export const zernioSubscriptions = (api: ZernioApi): SubscriptionReader => ({
  through: (key) => {
    const atZernio = new AtZernio(api, key);
    return (account) => findingOf(atZernio, account, key);
  },
});

const findingOf = async (
  atZernio: AtZernio,
  { channel, externalIds }: SubscribedAccount,
  { webhookPath }: SubscriptionKey,
): Promise<SubscriptionFinding> => {
  const accountId = externalIds.zernioAccountId;
  if (accountId === undefined) return { kind: 'not-there' };
  try {
    const connected = (await atZernio.accounts()).get(accountId);
    if (connected === undefined) return { kind: 'not-its-account', cause: 'Zernio: the key knows no such account' };
    const found: FoundAtZernio = {
      webhooks: await atZernio.webhooks(),
      isConnected: connected,
      ...(connected && channel === 'messenger' ? { page: await atZernio.page(accountId) } : {}),
      ...(connected && channel === 'instagram' ? { iceBreakers: await atZernio.iceBreakers(accountId) } : {}),
    };
    return { kind: 'compared', missing: missingOfSubscription({ channel, webhookPath }, found) };
  } catch (error) {
    return { kind: 'unreachable', cause: causeOf(error) };
  }
};

type OfAccount = Transport & { readonly path: { readonly accountId: string } };

/** What of the client is used. Its own types lean on a package that it does not bring: answers are read like any JSON. */
interface ZernioCalls {
  readonly accounts: { listAccounts(options: Transport & { readonly query: object }): Promise<unknown> };
  readonly webhooks: { getWebhookSettings(options: Transport): Promise<unknown> };
  readonly connect: { getPageWebhookSubscription(options: OfAccount): Promise<unknown> };
  readonly accountsettings: { getInstagramIceBreakers(options: OfAccount): Promise<unknown> };
}

/** What one key lets one see. What belongs to the key and not to an account is asked for once. */
class AtZernio {
  private readonly client: ZernioCalls;
  private readonly timeoutMs: number;
  private knownAccounts: Promise<ReadonlyMap<string, boolean>> | undefined;
  private knownWebhooks: Promise<readonly FoundWebhook[]> | undefined;

  constructor({ apiUrl, timeoutMs = timeoutMsDefault }: ZernioApi, { apiKey }: SubscriptionKey) {
    this.client = new Zernio({ apiKey, baseURL: apiUrl });
    this.timeoutMs = timeoutMs;
  }

  /** Every account's id, and whether Zernio is still connected to it. */
  accounts(): Promise<ReadonlyMap<string, boolean>> {
    this.knownAccounts ??= this.readAccounts();
    return this.knownAccounts;
  }

  webhooks(): Promise<readonly FoundWebhook[]> {
    this.knownWebhooks ??= this.readWebhooks();
    return this.knownWebhooks;
  }

  async page(accountId: string): Promise<NonNullable<FoundAtZernio['page']>> {
    const data = await dataOf(
      this.client.connect.getPageWebhookSubscription({ path: { accountId }, ...this.transport() }),
    );
    const page = asRecord(data);
    if (page === undefined) throw new UnknownAnswer('an answer without a subscription');
    const fields = page['subscribedFields'];
    return {
      ...(page['appSubscribed'] === false ? { appSubscribed: false } : {}),
      ...(Array.isArray(fields) ? { subscribedFields: textsOf(fields) } : {}),
    };
  }

  async iceBreakers(accountId: string): Promise<readonly unknown[]> {
    const path = { accountId };
    const data = await dataOf(this.client.accountsettings.getInstagramIceBreakers({ path, ...this.transport() }));
    return listIn(data, 'data');
  }

  private async readWebhooks(): Promise<readonly FoundWebhook[]> {
    const data = await dataOf(this.client.webhooks.getWebhookSettings(this.transport()));
    return listIn(data, 'webhooks').map(toWebhook);
  }

  private async readAccounts(): Promise<ReadonlyMap<string, boolean>> {
    const known = new Map<string, boolean>();
    for (let page = 1; page <= accountPagesMax; page += 1) {
      const query = { page, limit: accountsPageRows, includeOverLimit: true };
      const data = await dataOf(this.client.accounts.listAccounts({ query, ...this.transport() }));
      const accounts = listIn(data, 'accounts').map((account) => asRecord(account) ?? {});
      for (const account of accounts) {
        const isConnected = account['isActive'] !== false && account['needsReconnection'] !== true;
        known.set(idOf(account['_id']) ?? '', isConnected);
      }
      if (accounts.length < accountsPageRows) return known;
    }
    return known;
  }

  private transport(): Transport {
    return boundedTransport(AbortSignal.timeout(this.timeoutMs));
  }
}

const dataOf = async (answer: Promise<unknown>): Promise<unknown> => bodyOf(await answer);

/** An answer of another shape is none: read as an empty list it would say that nothing is subscribed. */
const listIn = (answer: unknown, name: string): readonly unknown[] => {
  const items = asRecord(answer)?.[name];
  if (!Array.isArray(items)) throw new UnknownAnswer(`an answer without ${name}`);
  return items;
};

const textsOf = (items: readonly unknown[]): readonly string[] =>
  items.filter((item): item is string => typeof item === 'string');

const toWebhook = (value: unknown): FoundWebhook => {
  const { url, isActive, events, secret, disabledResourceGroups } = asRecord<WebhookSettings>(value) ?? {};
  return {
    url: textOf(url) ?? '',
    isActive: isActive !== false,
    events: textsOf(asList(events)),
    isSigned: secret !== '' && secret !== null,
    disabledGroups: textsOf(asList(disabledResourceGroups)),
  };
};

type WebhookSettings = Unproven<'url' | 'isActive' | 'events' | 'secret' | 'disabledResourceGroups'>;

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Zernio answered, but not in a shape that tells anything. */
class UnknownAnswer extends Error {}

const causeOf = (error: unknown): string => {
  if (error instanceof ZernioApiError) return `Zernio: ${error.statusCode} ${error.message}`;
  return `Zernio: ${error instanceof UnknownAnswer ? error.message : whyUnanswered(error)}`;
};

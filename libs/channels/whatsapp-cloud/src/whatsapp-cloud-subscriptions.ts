import { dataOf, Graph, GraphRefusal, whyGraphFailed } from '@whence/platform/fetch';
import { asRecord, idOf, textOf } from '@whence/platform/json';
import type { SubscribedAccount, SubscriptionFinding, SubscriptionKey, SubscriptionReader } from '@whence/signals';

import { missingOfSubscription } from './missing-of-subscription.js';

export interface WhatsappCloudApi {
  /** With the version, such as `https://graph.facebook.com/v25.0`. */
  readonly graphUrl: string;
  readonly timeoutMs?: number;
}

const timeoutMsDefault = 10_000;

/** Subscriptions of WhatsApp Business accounts as Meta's Graph tells of them. */
export const whatsappCloudSubscriptions = ({
  graphUrl,
  timeoutMs = timeoutMsDefault,
}: WhatsappCloudApi): SubscriptionReader => ({
  through: (key) => {
    const graph = new Graph({ baseUrl: graphUrl, accessToken: key.apiKey, timeoutMs });
    return (account) => findingOf(graph, account, key);
  },
});

const findingOf = async (
  graph: Graph,
  { channel, externalIds: { wabaId, phoneNumberId } }: SubscribedAccount,
  { webhookPath }: SubscriptionKey,
): Promise<SubscriptionFinding> => {
  if (channel !== 'whatsapp' || wabaId === undefined) return { kind: 'not-there' };
  try {
    const subscribed = dataOf(await graph.get(`/${encodeURIComponent(wabaId)}/subscribed_apps`));
    const found = {
      appIds: subscribed.map((item) => idOf(asRecord(item['whatsapp_business_api_data'])?.['id'])),
      ownAppId: idOf((await graph.getIfAllowed('/app?fields=id'))?.['id']),
      callbackUrl: phoneNumberId === undefined ? undefined : await callbackUrlOf(graph, phoneNumberId),
    };
    return { kind: 'compared', missing: missingOfSubscription({ webhookPath }, found) };
  } catch (error) {
    return refusedBy(error);
  }
};

/** The number's own overrides the Business account's, which overrides the app's. */
const callbackUrlOf = async (graph: Graph, phoneNumberId: string): Promise<string | undefined> => {
  const answer = await graph.getIfAllowed(`/${encodeURIComponent(phoneNumberId)}?fields=webhook_configuration`);
  const urls = asRecord(answer?.['webhook_configuration']);
  return textOf(urls?.['phone_number']) ?? textOf(urls?.['whatsapp_business_account']) ?? textOf(urls?.['application']);
};

/** Of a Business account that the token may not see: 100 as if it were not there, 10 and 200 to 299 for want of a permission. */
const notItsAccount = /^(?:10|100|2\d\d)$/;

const refusedBy = (error: unknown): SubscriptionFinding => {
  const isOfAnother = error instanceof GraphRefusal && notItsAccount.test(error.code ?? '');
  return { kind: isOfAnother ? 'not-its-account' : 'unreachable', cause: whyGraphFailed(error) };
};

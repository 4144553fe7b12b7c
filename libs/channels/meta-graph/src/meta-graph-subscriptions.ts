import { dataOf, Graph, whyGraphFailed } from '@whence/platform/fetch';
import { asItems, asRecord, idOf } from '@whence/platform/json';
import type { JsonRecord } from '@whence/platform/json';
import type { SubscribedAccount, SubscriptionFinding, SubscriptionReader } from '@whence/signals';

import { missingOfSubscription, type SubscribedApp, type Subscriber } from './missing-of-subscription.js';

export interface MetaGraphApi {
  /** With the version, such as `https://graph.facebook.com/v25.0`. */
  readonly graphUrl: string;
  /** Of the login that needs no Page, such as `https://graph.instagram.com/v25.0`. */
  readonly instagramUrl: string;
  readonly timeoutMs?: number;
}

const timeoutMsDefault = 10_000;

/** Tokens of Instagram Login begin so; those of Facebook Login with EAA. */
const instagramTokenStart = 'IG';

/** Subscriptions as Meta's Graph tells of them, to the access token of the Page or of the Instagram account. */
export const metaGraphSubscriptions = ({
  graphUrl,
  instagramUrl,
  timeoutMs = timeoutMsDefault,
}: MetaGraphApi): SubscriptionReader => ({
  through: ({ apiKey: accessToken }) => {
    const hasInstagramLogin = accessToken.startsWith(instagramTokenStart);
    const graph = new Graph({ baseUrl: hasInstagramLogin ? instagramUrl : graphUrl, accessToken, timeoutMs });
    return (account) => findingOf(graph, hasInstagramLogin, account);
  },
});

const findingOf = async (
  graph: Graph,
  hasInstagramLogin: boolean,
  { channel, externalIds: { metaId } }: SubscribedAccount,
): Promise<SubscriptionFinding> => {
  const subscriber = subscriberOf(channel, hasInstagramLogin);
  if (metaId === undefined || channel === 'whatsapp') return { kind: 'not-there' };
  if (subscriber === undefined) return { kind: 'not-its-account', cause: 'Meta: the key is of an Instagram account' };
  try {
    if ((await accountOfKey(graph, subscriber)) !== metaId) {
      return { kind: 'not-its-account', cause: `Meta: the key is not of the account ${metaId}` };
    }
    const found = {
      apps: dataOf(await graph.get('/me/subscribed_apps')).map(toApp),
      ownAppId: await ownAppIdOf(graph, subscriber),
      welcomes: await welcomesOf(graph, subscriber),
    };
    return { kind: 'compared', missing: missingOfSubscription(subscriber, found) };
  } catch (error) {
    return { kind: 'unreachable', cause: whyGraphFailed(error) };
  }
};

const subscriberOf = (channel: SubscribedAccount['channel'], hasInstagramLogin: boolean): Subscriber | undefined => {
  if (channel === 'instagram') return hasInstagramLogin ? 'instagram' : 'instagram-through-page';
  return hasInstagramLogin ? undefined : 'page';
};

/** The id that deliveries name the account by: with Instagram Login `user_id`, for `id` is another number there. */
const accountOfKey = async (graph: Graph, subscriber: Subscriber): Promise<string | undefined> => {
  switch (subscriber) {
    case 'page':
      return idOf((await graph.get('/me?fields=id'))['id']);
    case 'instagram':
      return idOf((await graph.get('/me?fields=user_id'))['user_id']);
    case 'instagram-through-page':
      return idOf(
        asRecord((await graph.get('/me?fields=instagram_business_account'))['instagram_business_account'])?.['id'],
      );
  }
};

/** Facebook's Graph tells which app a token is of; where it does not, nothing is lost but the telling apart. */
const ownAppIdOf = async (graph: Graph, subscriber: Subscriber): Promise<string | undefined> =>
  subscriber === 'instagram' ? undefined : idOf((await graph.getIfAllowed('/app?fields=id'))?.['id']);

const welcomesOf = async (graph: Graph, subscriber: Subscriber): Promise<number> => {
  if (subscriber === 'page') {
    const profile = dataOf(await graph.get('/me/messenger_profile?fields=get_started'));
    return profile.filter((item) => asRecord(item['get_started']) !== undefined).length;
  }
  const profile = dataOf(await graph.get('/me/messenger_profile?fields=ice_breakers&platform=instagram'));
  return profile.flatMap(questionsOf).length;
};

/** In each of the shapes that are documented: by locale, with its field's name around it, and the old one of bare questions. */
const questionsOf = (item: JsonRecord): readonly unknown[] => {
  const lists = [item['call_to_actions'], item['ice_breakers']].flatMap(asItems);
  return item['question'] === undefined ? lists : [item, ...lists];
};

const toApp = ({ id, subscribed_fields: fields }: JsonRecord): SubscribedApp => ({
  id: idOf(id),
  fields: Array.isArray(fields) ? fields.filter((field): field is string => typeof field === 'string') : undefined,
});

import type { MissingPart } from '@whence/signals';

import { fieldsRead } from './fields-read.js';

/** An app that an account delivers to; without `fields` where Graph does not list them. */
export interface SubscribedApp {
  readonly id?: string | undefined;
  readonly fields?: readonly string[] | undefined;
}

/** What Graph knows of one account. */
export interface FoundAtMeta {
  readonly apps: readonly SubscribedApp[];
  /** The app of the key; undefined where Graph does not say. */
  readonly ownAppId?: string | undefined;
  /** How many of them are set. Newcomers' refs need one: on Instagram an ice breaker, on Messenger Get Started. */
  readonly welcomes: number;
}

/** Through a Page, Instagram's own fields are the app's, which an account's key cannot see. */
export type Subscriber = 'page' | 'instagram' | 'instagram-through-page';

/** What is missing of one account's subscription. */
export const missingOfSubscription = (subscriber: Subscriber, found: FoundAtMeta): readonly MissingPart[] => [
  ...missingOfApps(subscriber, found),
  ...(found.welcomes > 0 ? [] : [subscriber === 'page' ? ('get-started' as const) : ('ice-breakers' as const)]),
];

/** Other people's apps do not deliver to us. Where nobody says which is ours, the one that lacks least is taken for it. */
const missingOfApps = (subscriber: Subscriber, { apps, ownAppId }: FoundAtMeta): readonly MissingPart[] => {
  const candidates = apps.filter(({ id }) => ownAppId === undefined || id === undefined || id === ownAppId);
  const [best = ['subscription' as const]] = candidates
    .map((app) => missingOfFields(subscriber, app))
    .toSorted((one, other) => one.length - other.length);
  return best;
};

const missingOfFields = (subscriber: Subscriber, { fields }: SubscribedApp): readonly MissingPart[] => {
  if (subscriber === 'instagram-through-page' || fields === undefined) return [];
  const expected = subscriber === 'page' ? fieldsRead.messenger : fieldsRead.instagram;
  return expected.filter((field) => !fields.includes(field)).map((field) => `field:${field}` as const);
};

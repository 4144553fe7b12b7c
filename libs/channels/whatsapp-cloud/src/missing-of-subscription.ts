import { leadsTo } from '@whence/signals';
import type { MissingPart } from '@whence/signals';

/** What Graph knows of one number. Which fields are delivered is the app's setting, which a number's key cannot see. */
export interface FoundAtWhatsapp {
  /** Apps that the Business account delivers to. */
  readonly appIds: readonly (string | undefined)[];
  /** The app of the key; undefined where Graph does not say. */
  readonly ownAppId?: string | undefined;
  /** Where the number's deliveries go; undefined where Graph does not say. */
  readonly callbackUrl?: string | undefined;
}

/** What is missing of one number's subscription. */
export const missingOfSubscription = (
  { webhookPath }: { readonly webhookPath: string },
  { appIds, ownAppId, callbackUrl }: FoundAtWhatsapp,
): readonly MissingPart[] => {
  const isSubscribed = appIds.some((id) => ownAppId === undefined || id === undefined || id === ownAppId);
  if (!isSubscribed) return ['subscription'];
  return callbackUrl === undefined || leadsTo(webhookPath, callbackUrl) ? [] : ['webhook-url'];
};

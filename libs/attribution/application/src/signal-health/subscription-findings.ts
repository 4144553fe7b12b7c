import type { ChannelCapability, DeliverableMatchType } from '@whence/signals';

import type { Finding, Severity } from './finding.js';
import type { Observations, SubscriptionFacts } from './observations.js';
import { comparedLatelyMs } from './thresholds.js';

/** What a part of a subscription that is missing does, and what helps. */
type Lack = Pick<Finding, 'code' | 'severity' | 'message' | 'consequence' | 'remedy'>;

/** Whether the providers were set up to deliver what they can. */
export const subscriptionFindings = (
  { account, subscriptions, observedAt }: Observations,
  whatCanArrive: readonly ChannelCapability[],
): readonly Finding[] => {
  if (subscriptions.length === 0) return [neverCompared];
  return subscriptions.flatMap((facts) => {
    const capability = whatCanArrive.find(
      ({ provider, channel }) => provider === facts.provider && channel === account.channel,
    );
    return [...outdated(facts, observedAt), ...differences(facts, capability)];
  });
};

const differences = (facts: SubscriptionFacts, capability: ChannelCapability | undefined): readonly Finding[] => {
  switch (facts.outcome) {
    case 'as-expected':
      return [];
    case 'unreachable':
      return [unreachable(facts)];
    case 'differs':
      return facts.missing.map((part) => ({
        ...lackOf(part, capability),
        evidence: { ...sourceOf(facts), missing: part },
      }));
  }
};

const sourceOf = ({ connectionId, provider, checkedAt }: SubscriptionFacts) => ({
  connectionId,
  provider,
  checkedAt: { at: checkedAt },
});

const lackOf = (part: string, capability: ChannelCapability | undefined): Lack => {
  const [kind, name] = part.split(':', 2);
  return name === undefined
    ? (lackNamed(part) ?? missingDelivery('field', part, capability))
    : missingDelivery(kind === 'event' ? 'event' : 'field', name, capability);
};

const lackNamed = (part: string): Lack | undefined => (Object.hasOwn(lacks, part) ? lacks[part] : undefined);

const nothingArrives =
  'Nothing that people write to this account arrives this way: they have no conversation here, and nobody is credited.';

const lacks: Readonly<Record<string, Lack>> = {
  subscription: {
    code: 'subscription-missing',
    severity: 'critical',
    message: 'The provider has no subscription for this account.',
    consequence: nothingArrives,
    remedy:
      'Subscribe the account again, with Meta for the app and for the account itself (subscribed_apps), with Zernio under ' +
      'its webhook settings. Meta ends a subscription after an hour of failed deliveries: find out why they failed.',
  },
  'webhook-inactive': {
    code: 'webhook-inactive',
    severity: 'critical',
    message: 'The provider has switched the webhook off.',
    consequence: nothingArrives,
    remedy:
      'Switch it on again in the provider’s webhook settings. Zernio may switch a webhook off after three days without one ' +
      'success: its logs say what it was answered.',
  },
  'webhook-url': {
    code: 'webhook-url',
    severity: 'critical',
    message: 'The provider delivers to another URL than that of the connection.',
    consequence: nothingArrives,
    remedy: 'Set the webhook’s URL to WHENCE_PUBLIC_URL followed by the webhookPath of the connection.',
  },
  'webhook-secret': {
    code: 'webhook-unsigned',
    severity: 'critical',
    message: 'The provider signs nothing that it delivers: the webhook has no secret.',
    consequence: `Deliveries without a signature are refused. ${nothingArrives}`,
    remedy: 'Set one of the connection’s secrets in the provider’s webhook settings.',
  },
  'ice-breakers': {
    code: 'ice-breakers-missing',
    severity: 'warning',
    message: 'The account has no ice breaker.',
    consequence:
      'Instagram hands on the ref of an ig.me link with a new conversation only where there is at least one: newcomers who ' +
      'come by a link count as organic.',
    remedy:
      'Set one to four ice breakers, each of at most 80 characters, in the account’s settings with Meta or Zernio. One ' +
      'that says "I have a code" helps where the ref is lost all the same.',
  },
  'get-started': {
    code: 'get-started-missing',
    severity: 'warning',
    message: 'The Page has no Get Started button.',
    consequence:
      'The ref of an m.me link reaches a new conversation with the postback of that button and with nothing else: ' +
      'newcomers who come by a link count as organic.',
    remedy: 'Set a Get Started button in the Page’s Messenger profile, and subscribe to messaging_postbacks.',
  },
};

const words: Readonly<Record<DeliverableMatchType, string>> = {
  click_token: 'which click somebody came by',
  ref_code: 'which link somebody came by',
  ad_referral: 'which ad somebody came by',
  text_code: 'the codes that people type',
  coupon: 'the coupons that people type',
};

const missingDelivery = (kind: 'field' | 'event', name: string, capability: ChannelCapability | undefined): Lack => {
  const lost = (capability?.evidence ?? []).filter(({ carriedBy }) => carriedBy.some(({ event }) => event === name));
  return {
    code: `${kind}-missing`,
    severity: severityOf(lost.map(({ matchType }) => matchType)),
    message: `The ${kind} ${name} is not subscribed to.`,
    consequence:
      lost.length === 0
        ? 'No evidence is lost, but Whence is told less than there is, such as that the business wrote first or that ' +
          'somebody has another number now.'
        : `What comes with it is lost: ${lost.map(({ matchType }) => words[matchType]).join(', ')}. Where nothing else tells it, the person counts as organic.`,
    remedy: `Add ${name} to what the provider is subscribed to; with Meta both the app and the account have to be subscribed.`,
  };
};

/** With the texts the messages themselves are lost, and with them every conversation. */
const severityOf = (lost: readonly DeliverableMatchType[]): Severity => {
  if (lost.includes('text_code')) return 'critical';
  return lost.length > 0 ? 'warning' : 'notice';
};

const unreachable = (facts: SubscriptionFacts): Finding => ({
  code: 'provider-unreachable',
  severity: 'warning',
  message: `${facts.provider} could not be asked what is subscribed to.`,
  consequence:
    'Nobody notices when the subscription ends or lacks something: from then on people are credited to nobody.',
  remedy:
    'Look at the cause: where the key was refused, or a token has expired, make a connection with a new apiKey; else it ' +
    'is asked again by itself.',
  evidence: { ...sourceOf(facts), ...(facts.cause === undefined ? {} : { cause: facts.cause }) },
});

const outdated = (facts: SubscriptionFacts, observedAt: number): readonly Finding[] => {
  if (observedAt - facts.checkedAt < comparedLatelyMs) return [];
  return [
    {
      code: 'compared-long-ago',
      severity: 'notice',
      message: `The subscription with ${facts.provider} was last compared ${Math.floor((observedAt - facts.checkedAt) / 86_400_000)} days ago.`,
      consequence: 'What is said of it here may no longer hold, and nobody would notice that it ended.',
      remedy:
        'Check that the process of that provider runs, with its worker, and that the connection still has an apiKey.',
      evidence: sourceOf(facts),
    },
  ];
};

const neverCompared: Finding = {
  code: 'never-compared',
  severity: 'notice',
  message: 'What is subscribed to for this account was never compared with what it should be.',
  consequence: 'A subscription, an ice breaker or a Get Started button may be missing, and nobody knows.',
  remedy: 'Make the connection with an apiKey, with which the provider can be asked.',
  evidence: {},
};

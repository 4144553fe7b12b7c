import type { Channel } from '@whence/signals';

import type { Finding } from './finding.js';
import type { LastHeard, Observations, WaitedForAccount } from './observations.js';
import { connectionRetiredAfterMs, connectionSilentAfterMs, silentAfterMs, silentClicksMin } from './thresholds.js';

const checkDelivery =
  'Check that the webhook of its connection is registered with the provider under its webhookPath, subscribed to this ' +
  'account and answered 2xx, and that externalIds holds the ids that the provider sends.';

/** Whether anything is heard of the account at all, and from everybody who once told of it. */
export const hearingFindings = (observations: Observations): readonly Finding[] => [
  ...neverHeardOf(observations),
  ...silent(observations),
  ...silentConnections(observations),
  ...unknownAccounts(observations),
];

/** Nothing of what people write is known: there is no more to be said about their codes and refs. */
export const isUnheard = (observations: Observations): boolean =>
  neverHeardOf(observations).length > 0 || silent(observations).length > 0;

const neverHeardOf = ({ heard, clicks }: Observations): readonly Finding[] => {
  if (heard.length > 0) return [];
  return [
    {
      code: 'never-heard-of',
      severity: clicks.judged > 0 ? 'critical' : 'warning',
      message: 'No provider has ever told of this account.',
      consequence: 'Nobody who writes to it has a conversation here: no person, signup or sale is credited to anybody.',
      remedy: `${checkDelivery} Then write to the account: the message must come within a minute.`,
      evidence: { clicks: clicks.judged },
    },
  ];
};

const silent = ({ heard, clicks, observedAt }: Observations): readonly Finding[] => {
  if (heard.length === 0) return [];
  const last = lastEventAtOf(heard);
  if (observedAt - last < silentAfterMs || clicks.sinceLastEvent < silentClicksMin) return [];
  return [
    {
      code: 'silent',
      severity: 'critical',
      message: `Nothing has been heard of this account for ${hoursBetween(last, observedAt)} hours, while people go on tapping its links.`,
      consequence:
        'Whoever wrote since then has no conversation here and is credited to nobody. Meta ends a subscription to ' +
        'Messenger and Instagram after one hour of failed deliveries, and does not bring back what it gave up.',
      remedy: `${checkDelivery} Subscribe the account again; what Zernio still has in its logs it can deliver again for 30 days.`,
      evidence: { lastEventAt: { at: last }, clicksSince: clicks.sinceLastEvent },
    },
  ];
};

const silentConnections = ({ heard }: Observations): readonly Finding[] => {
  const last = lastEventAtOf(heard);
  return heard.filter((each) => isSilentBeside(each, last)).map((each) => silentConnection(each, last));
};

const isSilentBeside = ({ lastEventAt }: LastHeard, last: number): boolean =>
  last - lastEventAt >= connectionSilentAfterMs && last - lastEventAt < connectionRetiredAfterMs;

const silentConnection = ({ connectionId, provider, lastEventAt }: LastHeard, last: number): Finding => ({
  code: 'connection-silent',
  severity: 'warning',
  message: `${provider} has told nothing of this account for ${hoursBetween(lastEventAt, last)} hours, while another connection went on.`,
  consequence:
    'What only this provider delivers is lost: a message that another one tells without its ref stays without it, and ' +
    'the person counts as organic.',
  remedy: `${checkDelivery} Where the connection was given up on purpose, nothing is to be done.`,
  evidence: { connectionId, provider, lastEventAt: { at: lastEventAt }, otherwiseHeardAt: { at: last } },
});

const unknownAccounts = ({ account, heard, waitedFor }: Observations): readonly Finding[] =>
  waitedFor
    .filter(({ reference }) => mayBe(account, kindIn(reference), heard.length === 0))
    .map(({ reference, parts }) => unknownAccount({ reference, parts }));

/** An account that is heard of has its ids right: only one of a kind that it lacks can be missing. */
const mayBe = (account: Observations['account'], kind: string, isUnheardOf: boolean): boolean =>
  idKindsOf[account.channel].includes(kind) && (isUnheardOf || !account.idKinds.includes(kind));

/** Which ids deliveries name an account by. */
const idKindsOf: Readonly<Record<Channel, readonly string[]>> = {
  instagram: ['metaId', 'zernioAccountId'],
  messenger: ['metaId', 'zernioAccountId'],
  whatsapp: ['phoneNumberId', 'zernioAccountId'],
};

const kindIn = (reference: string): string => reference.split(':', 1)[0] ?? '';

const unknownAccount = ({ reference, parts }: WaitedForAccount): Finding => ({
  code: 'unknown-account',
  severity: 'warning',
  message: `Deliveries for an account that nobody registered, ${reference}, are kept aside, and it may be this one.`,
  consequence: 'What they tell is not counted: it brings no conversations, and no refs to those that others tell of.',
  remedy:
    'If it is this account, add the id to its externalIds (PATCH /v1/channel-accounts/{id}); if it is another, register ' +
    'that one. Everything that was kept aside is then worked off by itself, as long as it is kept: 30 days.',
  evidence: { reference, parts },
});

const lastEventAtOf = (heard: readonly LastHeard[]): number => Math.max(...heard.map(({ lastEventAt }) => lastEventAt));

const hoursBetween = (from: number, to: number): number => Math.floor((to - from) / 3_600_000);

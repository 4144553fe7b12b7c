import type { LinkClicks, Observations, OpenedConversations, SubscriptionFacts } from '@whence/attribution-application';
import type { Channel, ChannelCapability, Provider } from '@whence/signals';

import { time } from './times.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const observedAt = time('12:00');

/** An account of which nothing is wrong: `aHealthyAccount().on('whatsapp').clicked({ judged: 0 }).build()`. */
export const aHealthyAccount = (): ObservationsBuilder =>
  new ObservationsBuilder({
    account: { id: 'cha_00000000000000000000000001', channel: 'instagram', idKinds: ['metaId'] },
    period: { from: observedAt - 7 * 24 * hourMs, to: observedAt },
    observedAt,
    heard: [{ connectionId: 'con_meta', provider: 'meta-graph', lastEventAt: observedAt - 5 * minuteMs }],
    conversations: {
      opened: 40,
      withRef: 20,
      withAdReferral: 5,
      withTextCode: 30,
      withDamagedCode: 1,
      withAmbiguousCodes: 1,
      unreadable: 1,
    },
    clicks: { judged: 60, ledToConversation: 20, tooYoung: 2, sinceLastEvent: 1, reused: 0, mostPeopleByOne: 1 },
    subscriptions: [
      {
        connectionId: 'con_meta',
        provider: 'meta-graph',
        checkedAt: observedAt - hourMs,
        outcome: 'as-expected',
        missing: [],
      },
    ],
    waitedFor: [],
  });

export class ObservationsBuilder {
  constructor(private readonly observations: Observations) {}

  on(channel: Channel): ObservationsBuilder {
    return this.with({ account: { ...this.observations.account, channel } });
  }

  knownBy(...idKinds: readonly string[]): ObservationsBuilder {
    return this.with({ account: { ...this.observations.account, idKinds } });
  }

  neverHeard(): ObservationsBuilder {
    return this.with({ heard: [] });
  }

  /** In place of whoever was heard before. */
  lastHeard(hoursAgo: number, provider: Provider = 'meta-graph'): ObservationsBuilder {
    return this.with({ heard: [] }).alsoHeard(hoursAgo, provider);
  }

  alsoHeard(hoursAgo: number, provider: Provider): ObservationsBuilder {
    const heard = { connectionId: `con_${provider}`, provider, lastEventAt: observedAt - hoursAgo * hourMs };
    return this.with({ heard: [...this.observations.heard, heard] });
  }

  opened(changes: Partial<OpenedConversations>): ObservationsBuilder {
    return this.with({ conversations: { ...this.observations.conversations, ...changes } });
  }

  clicked(changes: Partial<LinkClicks>): ObservationsBuilder {
    return this.with({ clicks: { ...this.observations.clicks, ...changes } });
  }

  lacking(...missing: readonly string[]): ObservationsBuilder {
    return this.compared({ outcome: 'differs', missing });
  }

  compared(changes: Partial<SubscriptionFacts>): ObservationsBuilder {
    return this.with({ subscriptions: this.observations.subscriptions.map((facts) => ({ ...facts, ...changes })) });
  }

  comparedDaysAgo(days: number): ObservationsBuilder {
    return this.compared({ checkedAt: observedAt - days * 24 * hourMs });
  }

  neverCompared(): ObservationsBuilder {
    return this.with({ subscriptions: [] });
  }

  waitingFor(reference: string, parts = 3): ObservationsBuilder {
    return this.with({ waitedFor: [...this.observations.waitedFor, { reference, parts }] });
  }

  build(): Observations {
    return this.observations;
  }

  private with(changes: Partial<Observations>): ObservationsBuilder {
    return new ObservationsBuilder({ ...this.observations, ...changes });
  }
}

/** What findings about subscriptions rest on, in the shape that providers' capabilities have. */
export const whatMetaDelivers: readonly ChannelCapability[] = [
  {
    provider: 'meta-graph',
    channel: 'instagram',
    evidence: [
      {
        matchType: 'ref_code',
        carriedBy: [
          { event: 'messages', field: 'message.referral.ref' },
          { event: 'messaging_referral', field: 'referral.ref' },
        ],
        needs: [],
      },
      { matchType: 'text_code', carriedBy: [{ event: 'messages', field: 'message.text' }], needs: [] },
    ],
  },
];

import { clickJudgedAfterMs, type Observations } from '@whence/attribution-application';
import type { ChannelAccountId } from '@whence/attribution-domain';
import type { SignalHealthQueries } from '@whence/attribution-persistence';
import type { ChannelAccounts, Links } from '@whence/catalog';
import type { SubscriptionReports, WaitedForAccounts } from '@whence/intake';

/** Brings together what the catalogue, attribution and intake know of a channel account. */
export class ObserveSignalHealth {
  constructor(
    private readonly accounts: ChannelAccounts,
    private readonly links: Links,
    private readonly seen: SignalHealthQueries,
    private readonly reports: SubscriptionReports,
    private readonly waitedFor: WaitedForAccounts,
  ) {}

  /** Throws the problem `not-found` where the workspace has no such account. */
  async run(
    workspaceId: string,
    channelAccountId: string,
    { period, observedAt }: Pick<Observations, 'period' | 'observedAt'>,
  ): Promise<Observations> {
    const { id, channel, externalIds } = await this.accounts.find(workspaceId, channelAccountId);
    const links = await this.links.leadingTo(workspaceId, id);
    const judgedUntil = observedAt - clickJudgedAfterMs;
    return {
      account: { id: id as ChannelAccountId, channel, idKinds: Object.keys(externalIds) },
      period,
      observedAt,
      ...(await this.seen.observe(workspaceId, { channelAccountId: id, channel, links, period, judgedUntil })),
      subscriptions: await this.reports.of(workspaceId, id),
      waitedFor: await this.waitedFor.of(workspaceId),
    };
  }
}

import type { Secret } from '@whence/platform/config';
import type { MasterKey } from '@whence/platform/crypto';
import type { Clock } from '@whence/platform/process';

import type { Connections } from '../connections/connections.js';
import type { Inbox } from '../store/inbox.js';
import { toDelivery } from './catch-up-delivery.js';
import type { CatchUpSource, CaughtUpDelivery, CaughtUpEnded, MessagesHeard } from './catch-up-source.js';
import type { CatchUps, ClaimedCatchUp, Sweep } from './catch-ups.js';

export interface TakeTurnParts {
  readonly source: CatchUpSource;
  readonly catchUps: CatchUps;
  readonly connections: Pick<Connections, 'openApiKey'>;
  readonly inbox: Pick<Inbox, 'store'>;
  readonly heard: MessagesHeard;
  readonly keys: MasterKey;
  readonly clock: Clock;
}

/** How a turn ended: through, or for now; `refused` says by what. */
export type TurnEnd =
  | { readonly kind: 'complete' | 'goes-on' | 'rate-limited' | 'not-ours' | 'no-key' | 'taken-over' | 'stopped' }
  | { readonly kind: 'refused'; readonly cause: string };

/** The first time: longer than the fifty-one hours in which Zernio repeats what was not answered. */
const firstReachMs = 72 * 3_600_000;
/** What could not be read for so long is given up. */
const gapsReachMs = 72 * 3_600_000;
/** Clocks differ, and what is changed last may be listed late. */
const overlapMs = 10 * 60_000;
/** A workspace may have several connections; of each account one of them knows. */
const notOursMs = 24 * 3_600_000;
/** Then others have their turn. */
const pagesPerTurnMax = 20;
const storedTogetherMax = 200;

/** Catches up with one account, from the newest on: each page is stored before the next is asked for. */
export class TakeTurn {
  constructor(private readonly parts: TakeTurnParts) {}

  async run(claimed: ClaimedCatchUp, signal: AbortSignal): Promise<TurnEnd> {
    const { connections, clock } = this.parts;
    const apiKey = await connections.openApiKey(claimed.workspaceId, claimed.connectionId);
    if (apiKey === undefined) return { kind: 'no-key' };
    let sweep = claimed.sweep ?? sweepFrom(claimed, clock.now());
    for (let pages = 0; pages < pagesPerTurnMax; pages += 1) {
      const ended = await this.takePage(claimed, { sweep, apiKey, signal });
      if (ended.kind !== 'page') return this.interrupted(claimed, ended, signal);
      sweep = goneOn(sweep, ended);
      if (sweep.position === undefined) return this.complete(claimed, sweep);
      if (!(await this.parts.catchUps.progress(claimed, sweep))) return { kind: 'taken-over' };
    }
    await this.parts.catchUps.goOn(claimed);
    return { kind: 'goes-on' };
  }

  private async takePage(
    claimed: ClaimedCatchUp,
    { sweep, apiKey, signal }: { readonly sweep: Sweep; readonly apiKey: Secret; readonly signal: AbortSignal },
  ): Promise<CaughtUpEnded> {
    const { since, position } = sweep;
    const { account } = claimed;
    const { found, ended } = await this.parts.source.find({ apiKey, account, since, position, signal });
    await this.store(claimed, found);
    return ended;
  }

  private async store(claimed: ClaimedCatchUp, found: readonly CaughtUpDelivery[]): Promise<void> {
    const { inbox, keys, clock } = this.parts;
    const missed = await this.missedOf(claimed, found);
    const receivedAt = clock.now();
    const deliveries = missed.map((one) => toDelivery(keys, claimed, { ...one, receivedAt }));
    for (let start = 0; start < deliveries.length; start += storedTogetherMax) {
      await inbox.store(deliveries.slice(start, start + storedTogetherMax));
    }
  }

  /** Nearly all of it was brought by webhooks. */
  private async missedOf(
    { workspaceId, account }: ClaimedCatchUp,
    found: readonly CaughtUpDelivery[],
  ): Promise<readonly CaughtUpDelivery[]> {
    const ids = found.flatMap(({ platformMessageId }) => (platformMessageId === undefined ? [] : [platformMessageId]));
    if (ids.length === 0) return found;
    const heard = await this.parts.heard(workspaceId, account, ids);
    return found.filter(({ platformMessageId }) => platformMessageId === undefined || !heard.has(platformMessageId));
  }

  private async complete(claimed: ClaimedCatchUp, { beganAt, hasGaps }: Sweep): Promise<TurnEnd> {
    const upTo = hasGaps ? laterOf(claimed.caughtUpTo, beganAt - gapsReachMs) : beganAt;
    return { kind: (await this.parts.catchUps.complete(claimed, upTo)) ? 'complete' : 'taken-over' };
  }

  /** What was reached stays written down, and the next turn goes on from there. */
  private async interrupted(
    claimed: ClaimedCatchUp,
    ended: Exclude<CaughtUpEnded, { kind: 'page' }>,
    signal: AbortSignal,
  ): Promise<TurnEnd> {
    const { catchUps } = this.parts;
    switch (ended.kind) {
      case 'rate-limited':
        await catchUps.putOff(claimed, ended.retryAfterMs);
        return { kind: 'rate-limited' };
      case 'not-ours':
        await catchUps.goOn(claimed, notOursMs);
        return { kind: 'not-ours' };
      case 'position-lost':
        await catchUps.startAnew(claimed);
        return { kind: 'goes-on' };
      case 'refused':
        if (!signal.aborted) return ended;
        await catchUps.goOn(claimed);
        return { kind: 'stopped' };
    }
  }
}

const sweepFrom = ({ caughtUpTo }: ClaimedCatchUp, now: number): Sweep => ({
  beganAt: now,
  since: (caughtUpTo ?? now - firstReachMs) - overlapMs,
  hasGaps: false,
});

const goneOn = (
  { beganAt, since, hasGaps }: Sweep,
  { position, hasGaps: hasMoreGaps }: Extract<CaughtUpEnded, { kind: 'page' }>,
): Sweep => {
  const sweep = { beganAt, since, hasGaps: hasGaps || hasMoreGaps };
  return position === undefined ? sweep : { ...sweep, position };
};

const laterOf = (one: number | undefined, other: number): number => Math.max(one ?? other, other);

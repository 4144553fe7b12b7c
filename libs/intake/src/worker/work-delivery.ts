import type { MasterKey } from '@whence/platform/crypto';
import { isPassingFault } from '@whence/platform/postgres';

import { referenceName, type ChannelAdapter, type SignalBatch, type SignalRecorder } from '../channel-adapter.js';
import { readPayload } from '../read-payload.js';
import type { ClaimedDelivery, KeptAside } from '../store/claimed-delivery.js';
import type { Claims } from '../store/claims.js';
import { unknownChannelAccount, type Quarantine } from '../store/quarantine.js';
import type { AccountLookup, PlacedSignal, UnknownAccount } from './address-signals.js';

/** At the last of these attempts that fail for a reason that does not pass, what fails is kept aside. */
export const attemptsMax = 5;

/** A provider may send a thousand updates at once: nobody waits for so many to be recorded in one transaction. */
const recordedTogetherMax = 100;

export interface WorkDeliveryParts {
  readonly adapter: ChannelAdapter;
  readonly keys: MasterKey;
  readonly claims: Claims;
  readonly quarantine: Quarantine;
  readonly accounts: AccountLookup;
  readonly recorder: SignalRecorder;
}

/** `taken-over`: it took longer than the claim lasted, and another worker does the rest. */
export type WorkOutcome = 'done' | 'quarantined' | 'sent-back' | 'taken-over';

interface Settlement {
  readonly keptAside: readonly KeptAside[];
  readonly unknown?: readonly UnknownAccount[];
  readonly ignored?: readonly string[];
}

/** Takes one delivery from bytes to recorded signals. Any step may happen again: after a crash all of them do. */
export class WorkDelivery {
  constructor(private readonly parts: WorkDeliveryParts) {}

  /** Throws where nothing is settled yet and the delivery has to be tried again. */
  async run(delivery: ClaimedDelivery): Promise<WorkOutcome> {
    const { adapter, keys, accounts } = this.parts;
    const payload = readPayload(keys.open(delivery.workspaceId, delivery.body));
    if (payload.kind !== 'json') return this.settle(delivery, { keptAside: [{ path: '', reason: payload.kind }] });

    const { signals, unreadable, ignored } = adapter.translate(payload.value);
    const { placed, unknown } = await accounts.address(delivery.workspaceId, signals);
    const unrecordable = await this.record(delivery, placed);
    if (unrecordable === 'taken-over') return unrecordable;
    return this.settle(delivery, {
      keptAside: [...unreadable, ...unknown.map(waitingForAccount), ...unrecordable],
      unknown,
      ignored,
    });
  }

  /** Keeps the whole delivery aside. */
  async giveUp(delivery: ClaimedDelivery, error: unknown): Promise<WorkOutcome> {
    return this.settle(delivery, { keptAside: [couldNotBeRecorded('', error)] });
  }

  private async record(
    delivery: ClaimedDelivery,
    placed: readonly PlacedSignal[],
  ): Promise<readonly KeptAside[] | 'taken-over'> {
    const isLastAttempt = delivery.attempts + 1 >= attemptsMax;
    const keptAside: KeptAside[] = [];
    for (let start = 0; start < placed.length; start += recordedTogetherMax) {
      if (start > 0 && !(await this.parts.claims.hold(delivery))) return 'taken-over';
      const together = placed.slice(start, start + recordedTogetherMax);
      if (isLastAttempt) keptAside.push(...(await this.recordOneByOne(delivery, together)));
      else await this.parts.recorder(this.batchOf(delivery, together));
    }
    return keptAside;
  }

  /** A signal that cannot be recorded must not take its neighbours with it. */
  private async recordOneByOne(
    delivery: ClaimedDelivery,
    placed: readonly PlacedSignal[],
  ): Promise<readonly KeptAside[]> {
    const keptAside: KeptAside[] = [];
    for (const one of placed) {
      try {
        await this.parts.recorder(this.batchOf(delivery, [one]));
      } catch (error) {
        if (isPassingFault(error)) throw error;
        keptAside.push(couldNotBeRecorded(one.path, error));
      }
    }
    return keptAside;
  }

  private batchOf(delivery: ClaimedDelivery, placed: readonly PlacedSignal[]): SignalBatch {
    const { workspaceId, connectionId, receivedAt } = delivery;
    const signals = placed.map(({ signal, channelAccountId }) => ({ signal, channelAccountId }));
    return { workspaceId, connectionId, provider: this.parts.adapter.provider, receivedAt, signals };
  }

  private async settle(
    delivery: ClaimedDelivery,
    { keptAside, unknown = [], ignored = [] }: Settlement,
  ): Promise<WorkOutcome> {
    const mayHaveBeenKeptAside = delivery.claim > 1;
    if (keptAside.length > 0 || mayHaveBeenKeptAside) await this.parts.quarantine.replace(delivery, keptAside);
    if (await this.wasRegisteredMeanwhile(delivery, unknown)) return 'sent-back';
    const state = keptAside.length > 0 ? 'quarantined' : 'done';
    await this.parts.claims.workedOff(delivery, { state, ignored });
    return state;
  }

  /**
   * An account that was registered after it was looked up, and announced before the delivery was kept aside, would be
   * waited for in vain. So it is looked up once more after the keeping aside has committed.
   */
  private async wasRegisteredMeanwhile(
    { workspaceId }: ClaimedDelivery,
    unknown: readonly UnknownAccount[],
  ): Promise<boolean> {
    const found = await this.parts.accounts.find(
      workspaceId,
      unknown.map(({ reference }) => reference),
    );
    if (found.size === 0) return false;
    await this.parts.quarantine.sendBack(workspaceId, [...found.keys()]);
    return true;
  }
}

const waitingForAccount = ({ reference, path }: UnknownAccount): KeptAside => ({
  path,
  reason: unknownChannelAccount,
  accountReference: referenceName(reference),
});

const couldNotBeRecorded = (path: string, error: unknown): KeptAside => ({
  path,
  reason: 'could-not-be-recorded',
  cause: kindOf(error),
});

/** Name, SQLSTATE and constraint, whichever there are: an error's message may quote content. */
const kindOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return [error.name, code, constraint].filter((part) => typeof part === 'string').join(' ');
};

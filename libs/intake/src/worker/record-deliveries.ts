import { isPassingFault } from '@whence/platform/postgres';
import type { Provider } from '@whence/signals';

import type { SignalBatch, SignalRecorder } from '../channel-adapter.js';
import type { ClaimedDelivery, KeptAside } from '../store/claimed-delivery.js';
import type { Claims } from '../store/claims.js';
import type { PlacedSignal } from './address-signals.js';

/** At the last of these attempts that fail for a reason that does not pass, what fails is kept aside. */
export const attemptsMax = 5;

/** A provider may send a thousand updates at once: nobody waits for so many to be recorded in one transaction. */
const recordedTogetherMax = 100;

export interface AddressedDelivery {
  readonly delivery: ClaimedDelivery;
  readonly placed: readonly PlacedSignal[];
}

/** What became of a delivery's signals. `taken-over`: it took longer than the claim lasted, and another worker does the rest. */
export type Recording =
  | { readonly kind: 'recorded'; readonly keptAside: readonly KeptAside[] }
  | { readonly kind: 'taken-over' }
  | { readonly kind: 'failed'; readonly error: unknown };

const nothingToRecord: Recording = { kind: 'recorded', keptAside: [] };

export interface RecordDeliveriesParts {
  readonly provider: Provider;
  readonly claims: Pick<Claims, 'hold'>;
  readonly recorder: SignalRecorder;
}

/** Hands signals to the recorder: those of small deliveries together, those of a large one part by part. */
export class RecordDeliveries {
  constructor(private readonly parts: RecordDeliveriesParts) {}

  /** Of deliveries of one workspace; in their order. Never throws: a failure is that of its delivery. */
  async run(deliveries: readonly AddressedDelivery[]): Promise<readonly Recording[]> {
    const recordings = new Map<AddressedDelivery, Recording>();
    for (const group of grouped(deliveries.filter(({ placed }) => placed.length > 0))) {
      const [alone] = group;
      if (alone !== undefined && isWorkedAlone(alone)) recordings.set(alone, await this.recordAlone(alone));
      else await this.recordTogether(group, recordings);
    }
    return deliveries.map((delivery) => recordings.get(delivery) ?? nothingToRecord);
  }

  /** A batch that fails is halved until the delivery that is to blame stands alone; what will pass is nobody's fault. */
  private async recordTogether(
    group: readonly AddressedDelivery[],
    recordings: Map<AddressedDelivery, Recording>,
  ): Promise<void> {
    try {
      await this.parts.recorder(this.batchOf(group));
      for (const one of group) recordings.set(one, { kind: 'recorded', keptAside: [] });
    } catch (error) {
      if (group.length === 1 || isPassingFault(error)) {
        for (const one of group) recordings.set(one, { kind: 'failed', error });
        return;
      }
      const half = Math.ceil(group.length / 2);
      await this.recordTogether(group.slice(0, half), recordings);
      await this.recordTogether(group.slice(half), recordings);
    }
  }

  private async recordAlone({ delivery, placed }: AddressedDelivery): Promise<Recording> {
    const keptAside: KeptAside[] = [];
    try {
      for (let start = 0; start < placed.length; start += recordedTogetherMax) {
        if (start > 0 && !(await this.parts.claims.hold(delivery))) return { kind: 'taken-over' };
        const part = { delivery, placed: placed.slice(start, start + recordedTogetherMax) };
        if (isLastAttempt(delivery)) keptAside.push(...(await this.recordOneByOne(part)));
        else await this.parts.recorder(this.batchOf([part]));
      }
      return { kind: 'recorded', keptAside };
    } catch (error) {
      return { kind: 'failed', error };
    }
  }

  /** A signal that cannot be recorded must not take its neighbours with it. */
  private async recordOneByOne({ delivery, placed }: AddressedDelivery): Promise<readonly KeptAside[]> {
    const keptAside: KeptAside[] = [];
    for (const one of placed) {
      try {
        await this.parts.recorder(this.batchOf([{ delivery, placed: [one] }]));
      } catch (error) {
        if (isPassingFault(error)) throw error;
        keptAside.push(couldNotBeRecorded(one.path, error));
      }
    }
    return keptAside;
  }

  private batchOf(group: readonly AddressedDelivery[]): SignalBatch {
    const { provider } = this.parts;
    return {
      workspaceId: group[0]?.delivery.workspaceId ?? '',
      deliveries: group.map(({ delivery: { connectionId, receivedAt }, placed }) => ({
        connectionId,
        provider,
        receivedAt,
        signals: placed.map(({ signal, channelAccountId }) => ({ signal, channelAccountId })),
      })),
    };
  }
}

const isLastAttempt = ({ attempts }: ClaimedDelivery): boolean => attempts + 1 >= attemptsMax;

const isWorkedAlone = ({ delivery, placed }: AddressedDelivery): boolean =>
  isLastAttempt(delivery) || placed.length > recordedTogetherMax;

const grouped = (deliveries: readonly AddressedDelivery[]): readonly (readonly AddressedDelivery[])[] => {
  const groups: AddressedDelivery[][] = [];
  let together: AddressedDelivery[] = [];
  let signals = 0;
  for (const one of deliveries) {
    if (isWorkedAlone(one)) {
      groups.push([one]);
      continue;
    }
    if (signals + one.placed.length > recordedTogetherMax) {
      groups.push(together);
      [together, signals] = [[], 0];
    }
    together.push(one);
    signals += one.placed.length;
  }
  return together.length > 0 ? [...groups, together] : groups;
};

export const couldNotBeRecorded = (path: string, error: unknown): KeptAside => ({
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

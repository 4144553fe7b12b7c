import type { MasterKey } from '@whence/platform/crypto';
import { isPassingFault } from '@whence/platform/postgres';
import type { Translation } from '@whence/signals';

import { referenceName, type ChannelAdapter } from '../channel-adapter.js';
import { readPayload } from '../read-payload.js';
import type { ClaimedDelivery, KeptAside } from '../store/claimed-delivery.js';
import type { Claims, WorkedOff } from '../store/claims.js';
import { unknownChannelAccount, type Quarantine } from '../store/quarantine.js';
import type { AccountLookup, AddressedSignals, UnknownAccount } from './address-signals.js';
import { couldNotBeRecorded, type RecordDeliveries, type Recording } from './record-deliveries.js';

export interface WorkDeliveriesParts {
  readonly adapter: ChannelAdapter;
  readonly keys: MasterKey;
  readonly claims: Claims;
  readonly quarantine: Quarantine;
  readonly accounts: AccountLookup;
  readonly record: RecordDeliveries;
}

/** `taken-over`: it took longer than the claim lasted, and another worker does the rest. */
export type WorkOutcome = 'done' | 'quarantined' | 'sent-back' | 'taken-over';

/** A delivery that failed is settled in no way, and has to be tried again. */
export type Worked =
  | { readonly kind: 'worked'; readonly delivery: ClaimedDelivery; readonly outcome: WorkOutcome }
  | { readonly kind: 'failed'; readonly delivery: ClaimedDelivery; readonly error: unknown };

interface Settlement extends Pick<WorkedOff, 'delivery' | 'ignored'> {
  readonly keptAside: readonly KeptAside[];
  readonly unknown: readonly UnknownAccount[];
}

/** Takes deliveries from bytes to recorded signals. Any step may happen again: after a crash all of them do. */
export class WorkDeliveries {
  constructor(private readonly parts: WorkDeliveriesParts) {}

  /** What became of each. Never throws. */
  async run(deliveries: readonly ClaimedDelivery[]): Promise<readonly Worked[]> {
    const worked: Worked[] = [];
    for (const workspaceId of new Set(deliveries.map((delivery) => delivery.workspaceId))) {
      const own = deliveries.filter((delivery) => delivery.workspaceId === workspaceId);
      worked.push(...(await this.runOf(workspaceId, own)));
    }
    return worked;
  }

  /** Keeps the whole delivery aside. */
  async giveUp(delivery: ClaimedDelivery, error: unknown): Promise<WorkOutcome> {
    return this.settle({ delivery, keptAside: [couldNotBeRecorded('', error)], unknown: [], ignored: [] });
  }

  /** Deliveries that fail together are halved until the one that is to blame stands alone; what will pass is nobody's fault. */
  private async runOf(workspaceId: string, deliveries: readonly ClaimedDelivery[]): Promise<readonly Worked[]> {
    try {
      return await this.workTogether(workspaceId, deliveries);
    } catch (error) {
      if (deliveries.length === 1 || isPassingFault(error))
        return deliveries.map((delivery) => ({ kind: 'failed', delivery, error }));
      const half = Math.ceil(deliveries.length / 2);
      const first = await this.runOf(workspaceId, deliveries.slice(0, half));
      return [...first, ...(await this.runOf(workspaceId, deliveries.slice(half)))];
    }
  }

  private async workTogether(workspaceId: string, deliveries: readonly ClaimedDelivery[]): Promise<readonly Worked[]> {
    const translations = deliveries.map((delivery) => this.translate(delivery));
    const addressed = await this.parts.accounts.address(
      workspaceId,
      translations.map(({ signals }) => signals),
    );
    const recordings = await this.parts.record.run(
      addressed.map(({ placed }, place) => ({ delivery: deliveries[place] as ClaimedDelivery, placed })),
    );
    const unsettled: Worked[] = [];
    const settlements: Settlement[] = [];
    deliveries.forEach((delivery, place) => {
      const { unreadable, ignored } = translations[place] as Translation;
      const { unknown } = addressed[place] as AddressedSignals;
      const recording = recordings[place] as Recording;
      if (recording.kind === 'failed') unsettled.push({ ...recording, delivery });
      else if (recording.kind === 'taken-over') unsettled.push({ kind: 'worked', delivery, outcome: recording.kind });
      else {
        const keptAside = [...unreadable, ...unknown.map(waitingForAccount), ...recording.keptAside];
        settlements.push({ delivery, keptAside, unknown, ignored });
      }
    });
    return [...unsettled, ...(await this.settleAll(settlements))];
  }

  private translate(delivery: ClaimedDelivery): Translation {
    const { adapter, keys } = this.parts;
    const payload = readPayload(keys.open(delivery.workspaceId, delivery.body));
    if (payload.kind === 'json') return adapter.translate(payload.value);
    return { signals: [], unreadable: [{ path: '', reason: payload.kind }], ignored: [] };
  }

  /** Most have nothing to be kept aside, now or before: those are done in one transaction. */
  private async settleAll(settlements: readonly Settlement[]): Promise<readonly Worked[]> {
    const plain = settlements.filter(isPlain);
    await this.parts.claims.workedOff(plain.map((settlement) => ({ ...settlement, state: 'done' })));
    const worked: Worked[] = plain.map(({ delivery }) => ({ kind: 'worked', delivery, outcome: 'done' }));
    for (const settlement of settlements.filter((one) => !isPlain(one))) {
      worked.push({ kind: 'worked', delivery: settlement.delivery, outcome: await this.settle(settlement) });
    }
    return worked;
  }

  private async settle({ delivery, keptAside, unknown, ignored }: Settlement): Promise<WorkOutcome> {
    await this.parts.quarantine.replace(delivery, keptAside);
    if (await this.wasRegisteredMeanwhile(delivery, unknown)) return 'sent-back';
    const state = keptAside.length > 0 ? 'quarantined' : 'done';
    await this.parts.claims.workedOff([{ delivery, state, ignored }]);
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

/** Nothing is to be kept aside, and nothing can have been at an earlier claim. */
const isPlain = ({ delivery, keptAside }: Settlement): boolean => keptAside.length === 0 && delivery.claim === 1;

const waitingForAccount = ({ reference, path }: UnknownAccount): KeptAside => ({
  path,
  reason: unknownChannelAccount,
  accountReference: referenceName(reference),
});

import { workerScope, type Database } from '@whence/platform/postgres';
import type { AccountReference, ConversationSignal } from '@whence/signals';

import { referenceName, type AccountDirectory, type AddressedSignal } from '../channel-adapter.js';

/** A signal with its place in the translation, for naming it when it has to be kept aside. */
export interface PlacedSignal extends AddressedSignal {
  readonly path: string;
}

export interface UnknownAccount {
  readonly reference: AccountReference;
  /** Of the first signal that names it. */
  readonly path: string;
}

export interface AddressedSignals {
  readonly placed: readonly PlacedSignal[];
  /** Each account once. */
  readonly unknown: readonly UnknownAccount[];
}

/** Finds the channel accounts of one workspace. */
export class AccountLookup {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountDirectory,
  ) {}

  /** The signals of several deliveries, in their order. */
  async address(
    workspaceId: string,
    deliveries: readonly (readonly ConversationSignal[])[],
  ): Promise<readonly AddressedSignals[]> {
    const references = deliveries.flatMap((signals) => signals.map((signal) => signal.account));
    const ids = await this.find(workspaceId, references);
    return deliveries.map((signals) => addressed(signals, ids));
  }

  async find(workspaceId: string, references: readonly AccountReference[]): Promise<ReadonlyMap<string, string>> {
    if (references.length === 0) return new Map();
    return this.database.inTransaction(workerScope(workspaceId), (tx) => this.accounts(tx, workspaceId, references));
  }
}

const addressed = (signals: readonly ConversationSignal[], ids: ReadonlyMap<string, string>): AddressedSignals => {
  const placed: PlacedSignal[] = [];
  const unknown = new Map<string, UnknownAccount>();
  signals.forEach((signal, index) => {
    const name = referenceName(signal.account);
    const path = `signals[${index}]`;
    const channelAccountId = ids.get(name);
    if (channelAccountId !== undefined) placed.push({ signal, channelAccountId, path });
    else if (!unknown.has(name)) unknown.set(name, { reference: signal.account, path });
  });
  return { placed, unknown: [...unknown.values()] };
};

import type {
  ChannelAccountId,
  ConnectionId,
  ContactId,
  Instant,
  SignalCopy,
  WorkspaceId,
} from '@whence/attribution-domain';
import type { ConversationSignal, Provider } from '@whence/signals';

import { decideContact } from '../decide-contact/decide-contact.js';
import type { Clock } from '../ports/clock.js';
import type { Recognised } from '../ports/contacts.js';
import type { Fingerprints } from '../ports/fingerprints.js';
import type { UnitOfWork } from '../ports/stores.js';
import { toSignalCopy } from './to-signal-copy.js';

/** The signals of one delivery, all of one workspace. */
export interface ReceivedSignals {
  readonly workspaceId: WorkspaceId;
  readonly connectionId: ConnectionId;
  readonly provider: Provider;
  readonly receivedAt: Instant;
  readonly signals: readonly ReceivedSignal[];
}

export interface ReceivedSignal {
  readonly signal: ConversationSignal;
  readonly channelAccountId: ChannelAccountId;
}

/**
 * Keeps what a provider told us and decides anew about everyone it concerns, in one transaction. The same delivery again
 * changes nothing.
 */
export class RecordSignals {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly fingerprints: Fingerprints,
  ) {}

  async run(batch: ReceivedSignals): Promise<void> {
    if (batch.signals.length === 0) return;
    await this.unitOfWork.run(batch.workspaceId, async (stores) => {
      const sightings = batch.signals.map(({ signal, channelAccountId }) => ({
        channel: signal.channel,
        channelAccountId,
        identities: signal.participant,
      }));
      const recognised = await stores.contacts.recognise(sightings, batch.receivedAt);
      for (const [contactId, copies] of this.copiesByContact(batch, recognised)) {
        await stores.contacts.lock(contactId);
        const signalKeys = await stores.signalCopies.add(contactId, copies);
        if (signalKeys.length === 0) continue;
        await decideContact(stores, contactId, {
          workspaceId: batch.workspaceId,
          now: this.clock.now(),
          evidence: { receivedAt: batch.receivedAt, signalKeys },
          because: 'evidence-arrived',
        });
      }
    });
  }

  /** In contact order: two batches that share people take their locks alike. */
  private copiesByContact(
    batch: ReceivedSignals,
    recognised: readonly Recognised[],
  ): readonly (readonly [ContactId, readonly SignalCopy[]])[] {
    const byContact = new Map<ContactId, SignalCopy[]>();
    batch.signals.forEach((received, position) => {
      const who = recognised[position] as Recognised;
      const copy = toSignalCopy(received, who, { batch, fingerprints: this.fingerprints });
      byContact.set(who.contactId, [...(byContact.get(who.contactId) ?? []), copy]);
    });
    return [...byContact].sort(([one], [other]) => (one < other ? -1 : 1));
  }
}

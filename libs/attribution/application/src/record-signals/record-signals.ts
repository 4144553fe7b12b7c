import type { ChannelAccountId, ConnectionId, ContactId, Instant, WorkspaceId } from '@whence/attribution-domain';
import type { ConversationSignal, Provider } from '@whence/signals';

import { byContact } from '../by-contact.js';
import { decideContacts, type ArrivedEvidence } from '../decide-contacts/decide-contacts.js';
import type { Clock } from '../ports/clock.js';
import type { Recognised } from '../ports/contacts.js';
import type { Fingerprints } from '../ports/fingerprints.js';
import type { NewSignal, OwnedCopy } from '../ports/signal-copies.js';
import type { UnitOfWork } from '../ports/stores.js';
import { toSignalCopy } from './to-signal-copy.js';

/** Deliveries of one workspace that are recorded together. */
export interface ReceivedDeliveries {
  readonly workspaceId: WorkspaceId;
  readonly deliveries: readonly ReceivedDelivery[];
}

/** The signals of one delivery, or some of them. */
export interface ReceivedDelivery {
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
 * Keeps what providers told us and decides anew about everyone it concerns: all of it in one transaction, or nothing. The
 * same deliveries again, or grouped in another way, change nothing.
 */
export class RecordSignals {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly fingerprints: Fingerprints,
  ) {}

  async run({ workspaceId, deliveries }: ReceivedDeliveries): Promise<void> {
    const received = deliveries.flatMap((delivery) => delivery.signals.map((signal) => ({ ...signal, delivery })));
    if (received.length === 0) return;
    await this.unitOfWork.run(workspaceId, async (stores) => {
      const recognised = await stores.contacts.recognise(received.map(toSighting));
      const contacts = await stores.contacts.lock([...new Set(recognised.map(({ contactId }) => contactId))]);
      const copies = received.map((one, place) => this.toOwnedCopy(workspaceId, one, recognised[place] as Recognised));
      const arrived = arrivedFor(await stores.signalCopies.add(copies), copies);
      const subjects = contacts.flatMap((contact) => {
        const evidence = arrived.get(contact.id);
        return evidence === undefined ? [] : [{ contact, arrived: evidence }];
      });
      await decideContacts(stores, subjects, { workspaceId, now: this.clock.now(), because: 'evidence-arrived' });
    });
  }

  private toOwnedCopy(workspaceId: WorkspaceId, received: SignalOfDelivery, who: Recognised): OwnedCopy {
    const context = { workspaceId, conversationId: who.conversationId, fingerprints: this.fingerprints };
    return { contactId: who.contactId, copy: toSignalCopy(received, context) };
  }
}

export interface SignalOfDelivery extends ReceivedSignal {
  readonly delivery: Omit<ReceivedDelivery, 'signals'>;
}

const toSighting = ({ signal, channelAccountId, delivery }: SignalOfDelivery) => ({
  channel: signal.channel,
  channelAccountId,
  identities: signal.participant,
  seenAt: delivery.receivedAt,
});

/** What is new for each contact; where some of it came in time, all of it is heard, and the decision tells late from timely. */
const arrivedFor = (
  signals: readonly NewSignal[],
  copies: readonly OwnedCopy[],
): ReadonlyMap<ContactId, ArrivedEvidence> => {
  const copiesOf = byContact(copies);
  return new Map(
    [...byContact(signals)].map(([contactId, ofContact]) => {
      const signalKeys = ofContact.map(({ signalKey }) => signalKey);
      const told = (copiesOf.get(contactId) ?? []).filter(({ copy }) => signalKeys.includes(copy.key));
      return [contactId, { signalKeys, receivedAt: Math.min(...told.map(({ copy }) => copy.receivedAt)) }];
    }),
  );
};

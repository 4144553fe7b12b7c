import type { ChannelAccountId, ConnectionId, ContactId, Instant, WorkspaceId } from '@whence/attribution-domain';
import type { ConversationSignal, Provider } from '@whence/signals';

import { byContact } from '../by-contact.js';
import { decideContacts, type ArrivedEvidence, type Subject } from '../decide-contacts/decide-contacts.js';
import type { ArrivedText } from '../decide-contacts/texts-to-keep.js';
import { joinTogether, type Joined } from '../join-contacts/join-together.js';
import type { Clock } from '../ports/clock.js';
import type { Recognised } from '../ports/contacts.js';
import type { NewSignal, OwnedCopy } from '../ports/signal-copies.js';
import type { UnitOfWork } from '../ports/stores.js';
import type { TextReading } from '../ports/text-reading.js';
import { meetContacts, namedTogether } from './meet-contacts.js';
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
    private readonly reading: TextReading,
  ) {}

  async run({ workspaceId, deliveries }: ReceivedDeliveries): Promise<void> {
    const received = deliveries.flatMap((delivery) => delivery.signals.map((signal) => ({ ...signal, delivery })));
    if (received.length === 0) return;
    await this.unitOfWork.run(workspaceId, async (stores) => {
      const occasion = { workspaceId, now: this.clock.now(), because: 'evidence-arrived' };
      const sightings = received.map(toSighting);
      const { recognised, contacts } = await meetContacts(stores, sightings);
      const together = namedTogether(recognised, sightings);
      const joined = await joinTogether(stores, contacts, { together, occasion });
      const copies = received.map((one, place) => {
        const { contactId, conversationId } = recognised[place] as Recognised;
        return this.toOwnedCopy(workspaceId, one, { contactId: joined.nowOf(contactId), conversationId });
      });
      const texts = received.flatMap((one, place) => textIn(one, copies[place] as OwnedCopy));
      const arrived = arrivedFor(await stores.signalCopies.add(copies), copies, texts);
      await decideContacts(stores, subjectsOf(joined, arrived), occasion);
    });
  }

  private toOwnedCopy(
    workspaceId: WorkspaceId,
    received: SignalOfDelivery,
    who: Omit<Recognised, 'others'>,
  ): OwnedCopy {
    const context = { workspaceId, conversationId: who.conversationId, reading: this.reading };
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
  ...(signal.kind === 'identity-changed' ? { previous: signal.previous } : {}),
});

const subjectsOf = (
  { contacts, subjects }: Joined,
  arrived: ReadonlyMap<ContactId, ArrivedEvidence>,
): readonly Subject[] =>
  contacts.flatMap((contact) => {
    const evidence = arrived.get(contact.id);
    const joined = subjects.find((subject) => subject.contact.id === contact.id);
    if (evidence === undefined) return joined ?? [];
    return { contact, ...joined, arrived: evidence };
  });

const textIn = ({ signal, delivery }: SignalOfDelivery, { copy }: OwnedCopy): readonly ArrivedText[] =>
  signal.kind === 'message-received' && signal.text !== undefined
    ? [{ signalKey: copy.key, text: signal.text, isPlatforms: delivery.provider !== 'zernio' }]
    : [];

/** What is new for each contact; where some of it came in time, all of it is heard, and the decision tells late from timely. */
const arrivedFor = (
  signals: readonly NewSignal[],
  copies: readonly OwnedCopy[],
  texts: readonly ArrivedText[],
): ReadonlyMap<ContactId, ArrivedEvidence> => {
  const copiesOf = byContact(copies);
  return new Map(
    [...byContact(signals)].map(([contactId, ofContact]) => {
      const signalKeys = ofContact.map(({ signalKey }) => signalKey);
      const told = (copiesOf.get(contactId) ?? []).filter(({ copy }) => signalKeys.includes(copy.key));
      const receivedAt = Math.min(...told.map(({ copy }) => copy.receivedAt));
      const written = texts.filter(({ signalKey }) => signalKeys.includes(signalKey));
      return [contactId, { signalKeys, receivedAt, texts: written }];
    }),
  );
};

import type { ContactId } from '@whence/attribution-domain';

import type { Announcement } from '../ports/announcements.js';
import type { KnownContact } from '../ports/contacts.js';
import type { Conversion } from '../ports/conversions.js';
import type { Stores } from '../ports/stores.js';
import type { Answer } from './answer.js';
import { attributeOne, isSaid, isSettled, asksAboutEach, openingIdOf, type Attributed } from './attribute-one.js';
import type { Occasion } from './decide-contacts.js';

/**
 * The contacts' conversions follow a new attribution, and the opening itself is one of them. Under one that stands only those
 * take it that have just come; the others have taken it already, unless the model asks about each of them.
 */
export const followAttributions = async (
  stores: Stores,
  answers: readonly Answer[],
  occasion: Occasion,
): Promise<ReadonlyMap<ContactId, readonly Announcement[]>> => {
  const attributed = answers.flatMap(attributedBy);
  const conversions = await stores.conversions.ofContacts({
    all: attributed.filter(concernsAll).map(({ contact }) => contact.id),
    untold: attributed.filter((one) => !concernsAll(one)).map(({ contact }) => contact.id),
  });
  const following = attributed.map((one) => {
    const own = conversions.filter(({ contactId }) => contactId === one.contact.id);
    return follow(one, own, occasion);
  });
  await stores.conversions.keep(following.flatMap(({ changed }) => changed));
  return new Map(following.map(({ contactId, announcements }) => [contactId, announcements]));
};

/** What an absorbed contact did is followed where it went. */
const attributedBy = ({ dossier, contact, revision }: Answer): readonly Attributed[] =>
  revision === undefined || contact.answeredBy !== undefined
    ? []
    : [{ dossier, contact, attribution: revision.attribution, isNew: revision.kind !== 'unchanged' }];

const concernsAll = (attributed: Attributed): boolean =>
  attributed.isNew || attributed.dossier.regrouped !== undefined || asksAboutEach(attributed);

interface Following {
  readonly contactId: ContactId;
  readonly changed: readonly Conversion[];
  readonly announcements: readonly Announcement[];
}

const follow = (attributed: Attributed, known: readonly Conversion[], occasion: Occasion): Following => {
  const { contact } = attributed;
  const unknownOpening = missingOpening(attributed, known);
  const changed = [...unknownOpening, ...known]
    .filter((conversion) => !isSettled(conversion, attributed, occasion))
    .map((conversion) => ({ conversion, followed: attributeOne(conversion, attributed, occasion) }))
    .filter(({ conversion, followed }) => !isSaid(conversion, followed))
    .map(({ followed }) => followed);
  return {
    contactId: contact.id,
    changed,
    announcements: [
      ...unknownOpening.map((conversion) => ({ kind: 'conversion-recorded', conversion }) as const),
      ...changed.map((conversion) => conversionAttributed(conversion, contact)),
    ],
  };
};

/** One opening per contact, at the time and in the conversation that the attribution says. */
const missingOpening = (
  { contact, attribution, isNew }: Attributed,
  known: readonly Conversion[],
): readonly Conversion[] => {
  const id = openingIdOf(contact.id);
  if (!isNew || known.some((conversion) => conversion.id === id)) return [];
  return [
    {
      id,
      type: 'opening',
      contactId: contact.id,
      conversationId: attribution.conversationId,
      occurredAt: attribution.openedAt,
      receivedAt: attribution.decidedAt,
      attribution: { status: 'parked' },
      version: 0,
      isFinal: false,
    },
  ];
};

export const conversionAttributed = (conversion: Conversion, contact: KnownContact): Announcement => {
  const conversation =
    contact.conversations.find((known) => known.id === conversion.conversationId) ?? contact.conversations[0];
  const channel = conversation === undefined ? {} : { channel: conversation.channel };
  return { kind: 'conversion-attributed', conversion, contactId: contact.id, ...channel };
};

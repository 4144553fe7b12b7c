import type { ContactId, WorkspaceId } from '@whence/attribution-domain';

import { byContact } from '../by-contact.js';
import { gatherDossiers, type Dossier } from '../decide-contacts/gather-dossiers.js';
import type { Conversion } from '../ports/conversions.js';
import type { Records, Snapshots } from '../ports/records.js';
import type { Stores } from '../ports/stores.js';
import { entitiesIn, type History } from './known-at.js';

const contactsTogetherMax = 200;

/** Some contacts as they are on record at one moment. */
export interface PageOfContacts {
  readonly stores: Stores;
  readonly records: Records;
  readonly dossiers: readonly Dossier[];
  readonly conversionsOf: (contactId: ContactId) => readonly Conversion[];
  /** Of what their dossiers name in the catalogue. */
  readonly history: History;
}

/** Somebody who goes through a workspace: `look` inside the snapshot of a page, `take` what it came to outside. */
export interface Looking<Found> {
  readonly look: (page: PageOfContacts) => Promise<Found>;
  readonly take: (found: Found) => void;
}

/** Every contact of a workspace, a page in a snapshot of its own: nothing is changed, and no more than a page is held. */
export const lookAtEveryContact = async <Found>(
  snapshots: Snapshots,
  workspaceId: WorkspaceId,
  { look, take }: Looking<Found>,
): Promise<void> => {
  let after: ContactId | undefined;
  do {
    const { found, last } = await snapshots.look(workspaceId, async (stores, records) => {
      const contacts = await records.contacts({ after, limit: contactsTogetherMax });
      const subjects = contacts.map((contact) => ({ contact }));
      const dossiers = await gatherDossiers(stores, subjects, workspaceId);
      const history = await stores.catalogue.historyOf(workspaceId, entitiesIn(dossiers));
      const conversionsOf = await readConversions(
        stores,
        contacts.map(({ id }) => id),
      );
      return {
        found: await look({ stores, records, dossiers, conversionsOf, history }),
        last: contacts.length < contactsTogetherMax ? undefined : contacts.at(-1)?.id,
      };
    });
    take(found);
    after = last;
  } while (after !== undefined);
};

const readConversions = async (
  { conversions }: Stores,
  contactIds: readonly ContactId[],
): Promise<PageOfContacts['conversionsOf']> => {
  const owned = byContact(await conversions.ofContacts({ all: contactIds, untold: [] }));
  return (id) => owned.get(id) ?? [];
};

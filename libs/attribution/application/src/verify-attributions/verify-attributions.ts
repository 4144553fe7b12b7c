import type { ContactId, WorkspaceId } from '@whence/attribution-domain';

import { byContact } from '../by-contact.js';
import { gatherDossiers, type Dossier } from '../decide-contacts/gather-dossiers.js';
import type { Clock } from '../ports/clock.js';
import type { KnownContact } from '../ports/contacts.js';
import type { Records, Snapshots } from '../ports/records.js';
import type { Stores } from '../ports/stores.js';
import type { Recorded } from './find-differences.js';
import { entitiesIn } from './known-at.js';
import { verifyContact } from './verify-contact.js';
import type { Since, WeighedDifference } from './weigh-difference.js';

/** How much was compared, and with what result. */
export interface Verification {
  readonly contacts: number;
  readonly decisions: number;
  readonly touchpoints: number;
  readonly conversions: number;
  readonly differences: Readonly<Record<WeighedDifference['weight'], number>>;
  /** Contacts of whom more touches are known than decisions are made from: the last of their touchpoints are not compared. */
  readonly readInPart: number;
}

const contactsTogetherMax = 200;

/**
 * Decides about every contact of a workspace again, from the evidence and what the catalogue says of it, and tells where the
 * record is another: the record is a cache, so there must be no such place (adr/0016). It changes nothing, and holds no
 * more than a page of contacts.
 */
export class VerifyAttributions {
  constructor(
    private readonly snapshots: Snapshots,
    private readonly clock: Clock,
  ) {}

  /** `tell` hears of each difference as it is found. */
  async run(workspaceId: WorkspaceId, tell: (difference: WeighedDifference) => void): Promise<Verification> {
    let sum = nothingYet;
    let after: ContactId | undefined;
    do {
      const page = await this.page(workspaceId, after);
      page.differences.forEach(tell);
      sum = add(sum, page);
      after = page.last;
    } while (after !== undefined);
    return sum;
  }

  private page(workspaceId: WorkspaceId, after: ContactId | undefined): Promise<Page> {
    return this.snapshots.look(workspaceId, async (stores, records) => {
      const contacts = await records.contacts({ after, limit: contactsTogetherMax });
      const subjects = contacts.map((contact) => ({ contact }));
      const dossiers = await gatherDossiers(stores, subjects, workspaceId);
      const recordedOf = await readRecords(stores, records, contacts);
      const sinceOf = await this.readChanges(stores, records, { workspaceId, dossiers });
      const differences = dossiers.flatMap((dossier) =>
        verifyContact(dossier, recordedOf(dossier.contact.id), sinceOf(dossier.contact.id)),
      );
      const last = contacts.length < contactsTogetherMax ? undefined : contacts.at(-1)?.id;
      return { dossiers, recorded: contacts.map(({ id }) => recordedOf(id)), differences, last };
    });
  }

  private async readChanges(
    { catalogue }: Stores,
    records: Records,
    { workspaceId, dossiers }: { readonly workspaceId: WorkspaceId; readonly dossiers: readonly Dossier[] },
  ): Promise<(contactId: ContactId) => Since> {
    const history = await catalogue.historyOf(workspaceId, entitiesIn(dossiers));
    const regroupedAt = await records.regroupedAt(dossiers.map(({ contact }) => contact.id));
    const now = this.clock.now();
    return (contactId) => ({ now, history, regroupedAt: regroupedAt.get(contactId) });
  }
}

/** What is on record of each of these. */
const readRecords = async (
  { conversions }: Stores,
  records: Records,
  contacts: readonly KnownContact[],
): Promise<(contactId: ContactId) => Recorded> => {
  const contactIds = contacts.map(({ id }) => id);
  const touchpointsOf = byContact(await records.touchpointsOf(contactIds));
  const all = await conversions.ofContacts({ all: contactIds, untold: [] });
  const beyondReading = await records.beyondReading(contactIds);
  return (id) => ({
    touchpoints: touchpointsOf.get(id) ?? [],
    conversions: all.filter(({ contactId }) => contactId === id),
    isBeyondReading: beyondReading.has(id),
  });
};

interface Page {
  readonly dossiers: readonly Dossier[];
  readonly recorded: readonly Recorded[];
  readonly differences: readonly WeighedDifference[];
  /** Where the next page starts. */
  readonly last: ContactId | undefined;
}

const nothingYet: Verification = {
  contacts: 0,
  decisions: 0,
  touchpoints: 0,
  conversions: 0,
  differences: { unexplained: 0, explained: 0, unverifiable: 0 },
  readInPart: 0,
};

const add = (sum: Verification, { dossiers, recorded, differences }: Page): Verification => {
  const weighing = (weight: WeighedDifference['weight']): number =>
    sum.differences[weight] + differences.filter((difference) => difference.weight === weight).length;
  return {
    contacts: sum.contacts + dossiers.length,
    decisions: sum.decisions + dossiers.filter(({ standing }) => standing !== undefined).length,
    touchpoints: sum.touchpoints + total(recorded.map(({ touchpoints }) => touchpoints.length)),
    conversions: sum.conversions + total(recorded.map(({ conversions }) => conversions.length)),
    differences: {
      unexplained: weighing('unexplained'),
      explained: weighing('explained'),
      unverifiable: weighing('unverifiable'),
    },
    readInPart: sum.readInPart + recorded.filter(({ isBeyondReading }) => isBeyondReading).length,
  };
};

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

import type { ContactId, WorkspaceId } from '@whence/attribution-domain';

import { byContact } from '../by-contact.js';
import { lookAtEveryContact, type PageOfContacts } from '../decide-anew/look-at-every-contact.js';
import type { Dossier } from '../decide-contacts/gather-dossiers.js';
import type { Clock } from '../ports/clock.js';
import type { Snapshots } from '../ports/records.js';
import type { Recorded } from './find-differences.js';
import { verifyContact } from './verify-contact.js';
import type { WeighedDifference } from './weigh-difference.js';

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
    await lookAtEveryContact(this.snapshots, workspaceId, {
      look: (page) => this.verify(page),
      take: (verified) => {
        verified.differences.forEach(tell);
        sum = add(sum, verified);
      },
    });
    return sum;
  }

  private async verify(page: PageOfContacts): Promise<VerifiedPage> {
    const { dossiers, history } = page;
    const contactIds = dossiers.map(({ contact }) => contact.id);
    const recordedOf = await readRecords(page, contactIds);
    const regroupedAt = await page.records.regroupedAt(contactIds);
    const now = this.clock.now();
    const differences = dossiers.flatMap((dossier) => {
      const { id } = dossier.contact;
      return verifyContact(dossier, recordedOf(id), { now, history, regroupedAt: regroupedAt.get(id) });
    });
    return { dossiers, recorded: contactIds.map(recordedOf), differences };
  }
}

/** What is on record of each of these. */
const readRecords = async (
  { records, conversionsOf }: PageOfContacts,
  contactIds: readonly ContactId[],
): Promise<(contactId: ContactId) => Recorded> => {
  const touchpointsOf = byContact(await records.touchpointsOf(contactIds));
  const beyondReading = await records.beyondReading(contactIds);
  return (id) => ({
    touchpoints: touchpointsOf.get(id) ?? [],
    conversions: conversionsOf(id),
    isBeyondReading: beyondReading.has(id),
  });
};

interface VerifiedPage {
  readonly dossiers: readonly Dossier[];
  readonly recorded: readonly Recorded[];
  readonly differences: readonly WeighedDifference[];
}

const nothingYet: Verification = {
  contacts: 0,
  decisions: 0,
  touchpoints: 0,
  conversions: 0,
  differences: { unexplained: 0, explained: 0, unverifiable: 0 },
  readInPart: 0,
};

const add = (sum: Verification, { dossiers, recorded, differences }: VerifiedPage): Verification => {
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

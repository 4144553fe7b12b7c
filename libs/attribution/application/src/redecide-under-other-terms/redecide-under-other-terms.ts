import type { CatalogueFacts, ContactId, ConversionId, ProgramId, WorkspaceId } from '@whence/attribution-domain';

import { changesBetween, type FieldChange } from '../decide-anew/changes-between.js';
import { lookAtEveryContact, type PageOfContacts } from '../decide-anew/look-at-every-contact.js';
import { gatherCircumstances } from '../decide-contacts/gather-circumstances.js';
import type { Clock } from '../ports/clock.js';
import type { Conversion } from '../ports/conversions.js';
import type { Snapshots } from '../ports/records.js';
import { aroundUnder, evidenceUnder, type OtherTerms } from './other-terms.js';
import { redecideContact, type RedecidedContact } from './redecide-contact.js';
import type { Redecided } from './redecided.js';
import { RunningRedecision, type Redecision } from './redecision.js';

/** A conversion of which other terms would say something else. */
export interface TermsDifference {
  readonly contactId: ContactId;
  readonly id: ConversionId;
  readonly type: Conversion['type'];
  readonly effect: 'would-change' | 'stays-final';
  /** `recorded` is what stands, `decided` what there would be. */
  readonly changes: readonly FieldChange[];
}

/**
 * Decides about every contact of a workspace as if other terms had always been in force, and tells what would be another
 * answer. It changes nothing: another model never rewrites history, and what is final stays as it is (adr/0034).
 */
export class RedecideUnderOtherTerms {
  constructor(
    private readonly snapshots: Snapshots,
    private readonly clock: Clock,
  ) {}

  /** `tell` hears of each difference as it is found. */
  async run(
    workspaceId: WorkspaceId,
    terms: OtherTerms,
    tell: (difference: TermsDifference) => void,
  ): Promise<Redecision> {
    const sum = new RunningRedecision(terms);
    await lookAtEveryContact(this.snapshots, workspaceId, {
      look: (page) => this.redecide(page, { workspaceId, terms }),
      take: ({ contacts, named }) => {
        sum.named(named);
        for (const contact of contacts) {
          sum.add(contact);
          contact.redecided.flatMap(differenceIn).forEach(tell);
        }
      },
    });
    return sum.total();
  }

  private async redecide(page: PageOfContacts, { workspaceId, terms }: Wanted): Promise<RedecidedPage> {
    const { stores, dossiers, conversionsOf, history } = page;
    const now = this.clock.now();
    const contacts: RedecidedContact[] = [];
    const named = new Set(dossiers.slice(0, 1).flatMap(({ evidence: { facts } }) => programsIn(facts)));
    for (const own of dossiers) {
      const judged = { ...own, evidence: evidenceUnder(own.evidence, terms) };
      const around = aroundUnder(await gatherCircumstances(stores, judged, workspaceId), terms);
      programsIn({ links: around?.links ?? [] }).forEach((programId) => named.add(programId));
      const dossiersOfOne = { own, other: { ...judged, around }, history, now };
      contacts.push(redecideContact(dossiersOfOne, conversionsOf(own.contact.id)));
    }
    return { contacts, named };
  }
}

interface Wanted {
  readonly workspaceId: WorkspaceId;
  readonly terms: OtherTerms;
}

interface RedecidedPage {
  readonly contacts: readonly RedecidedContact[];
  /** Programs by whose terms something is judged. */
  readonly named: ReadonlySet<ProgramId>;
}

/** The facts of a page are the same for all of it. */
const programsIn = ({
  links,
  ads = [],
  coupons = [],
}: Pick<CatalogueFacts, 'links'> & Partial<CatalogueFacts>): readonly ProgramId[] =>
  [...links, ...ads, ...coupons].flatMap(({ terms }) => terms.map(({ programId }) => programId));

const differenceIn = ({ contactId, id, type, ...said }: Redecided): readonly TermsDifference[] => {
  const { effect, now, then, hadNothingBeenFinal } = said;
  if (effect === 'same' || effect === 'incomparable') return [];
  const decided = effect === 'would-change' ? then : hadNothingBeenFinal;
  return [{ contactId, id, type, effect, changes: changesBetween(now.fields, decided.fields) }];
};

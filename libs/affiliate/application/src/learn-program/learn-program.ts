import type { ContactId, Instant, ProgramTerms, WorkspaceId } from '@whence/affiliate-domain';

import type { Announcement } from '../ports/announcements.js';
import type { Identities } from '../ports/identities.js';
import type { UnitOfWork } from '../ports/unit-of-work.js';
import { reviseContacts, type RevisedContacts } from '../revise-contacts/revise-contacts.js';

export interface LearnProgramCommand {
  readonly workspaceId: WorkspaceId;
  readonly terms: ProgramTerms;
  readonly recordedAt: Instant;
}

export type LearnProgramOutcome = ({ readonly kind: 'learned' } & RevisedContacts) | { readonly kind: 'known-before' };

const contactsRevisedTogetherMax = 200;

/** Takes one version of a program's terms, and pays the conversions that have been waiting for it. */
export class LearnProgram {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly identities: Identities,
  ) {}

  run({ workspaceId, terms, recordedAt }: LearnProgramCommand): Promise<LearnProgramOutcome> {
    return this.unitOfWork.run(workspaceId, async (stores) => {
      if (!(await stores.programs.add(terms))) return { kind: 'known-before' };
      const means = { stores, identities: this.identities, recordedAt };
      const sum = { accrued: 0, reversed: 0, waiting: 0 };
      const untold: Announcement[] = [];
      for (const contactIds of inGroups(await stores.conversions.contactsWaitingFor(terms))) {
        const { announcements, ...revised } = await reviseContacts(contactIds, means);
        untold.push(...announcements);
        sum.accrued += revised.accrued;
        sum.reversed += revised.reversed;
        sum.waiting += revised.waiting;
      }
      await stores.announcements.add(untold, recordedAt);
      return { kind: 'learned', ...sum };
    });
  }
}

const inGroups = (contactIds: readonly ContactId[]): readonly (readonly ContactId[])[] => {
  const groups: ContactId[][] = [];
  for (let start = 0; start < contactIds.length; start += contactsRevisedTogetherMax) {
    groups.push(contactIds.slice(start, start + contactsRevisedTogetherMax));
  }
  return groups;
};

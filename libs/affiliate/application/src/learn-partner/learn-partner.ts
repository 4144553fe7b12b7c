import type { Partner, WorkspaceId } from '@whence/affiliate-domain';

import type { UnitOfWork } from '../ports/unit-of-work.js';

export interface LearnPartnerCommand {
  readonly workspaceId: WorkspaceId;
  readonly partner: Partner;
}

export type LearnPartnerOutcome = { readonly kind: 'learned' } | { readonly kind: 'known-before' };

/** Takes a partner as the catalogue tells of him now. */
export class LearnPartner {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  run({ workspaceId, partner }: LearnPartnerCommand): Promise<LearnPartnerOutcome> {
    return this.unitOfWork.run(workspaceId, async ({ partners }) => ({
      kind: (await partners.put(partner)) ? 'learned' : 'known-before',
    }));
  }
}

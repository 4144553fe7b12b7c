import {
  AccrueCommissions,
  LearnPartner,
  LearnProgram,
  type Identities,
  type UnitOfWork,
} from '@whence/affiliate-application';
import type { AttributedConversion, Partner, ProgramTerms, WorkspaceId } from '@whence/affiliate-domain';

/** One thing the money context is told. */
export type Message =
  | { readonly kind: 'conversion'; readonly conversion: AttributedConversion }
  | { readonly kind: 'program'; readonly terms: ProgramTerms }
  | { readonly kind: 'partner'; readonly partner: Partner };

/** Tells a workspace these things, one after the other; the minutes pass. */
export const tell = async (
  { unitOfWork, identities }: { readonly unitOfWork: UnitOfWork; readonly identities: Identities },
  workspaceId: WorkspaceId,
  messages: readonly Message[],
): Promise<void> => {
  const accrue = new AccrueCommissions(unitOfWork, identities);
  const learnProgram = new LearnProgram(unitOfWork, identities);
  const learnPartner = new LearnPartner(unitOfWork);
  for (const [minutes, message] of messages.entries()) {
    const context = { workspaceId, recordedAt: minutes * 60_000 };
    if (message.kind === 'conversion') await accrue.run({ ...context, conversion: message.conversion });
    else if (message.kind === 'program') await learnProgram.run({ ...context, terms: message.terms });
    else await learnPartner.run({ ...context, partner: message.partner });
  }
};

import {
  AccrueCommissions,
  LearnPartner,
  LearnProgram,
  ReverseOnRefund,
  type Identities,
  type UnitOfWork,
} from '@whence/affiliate-application';
import type { AttributedConversion, Partner, ProgramTerms, Refund, WorkspaceId } from '@whence/affiliate-domain';

/** One thing the money context is told. */
export type Message =
  | { readonly kind: 'conversion'; readonly conversion: AttributedConversion }
  | { readonly kind: 'refund'; readonly refund: Refund }
  | { readonly kind: 'program'; readonly terms: ProgramTerms }
  | { readonly kind: 'partner'; readonly partner: Partner };

/** What is told, from which moment on. */
interface Listener {
  readonly unitOfWork: UnitOfWork;
  readonly identities: Identities;
  readonly beginning?: number;
}

/** Tells a workspace these things, one after the other; the milliseconds pass. */
export const tell = async (
  { unitOfWork, identities, beginning = 0 }: Listener,
  workspaceId: WorkspaceId,
  messages: readonly Message[],
): Promise<void> => {
  const accrue = new AccrueCommissions(unitOfWork, identities);
  const reverse = new ReverseOnRefund(unitOfWork, identities);
  const learnProgram = new LearnProgram(unitOfWork, identities);
  const learnPartner = new LearnPartner(unitOfWork);
  for (const [passed, message] of messages.entries()) {
    const context = { workspaceId, recordedAt: beginning + passed };
    if (message.kind === 'conversion') await accrue.run({ ...context, conversion: message.conversion });
    else if (message.kind === 'refund') await reverse.run({ ...context, refund: message.refund });
    else if (message.kind === 'program') await learnProgram.run({ ...context, terms: message.terms });
    else await learnPartner.run({ ...context, partner: message.partner });
  }
};

import { onlyKnown } from '@whence/signals';

import { termsAt } from '../catalogue/catalogue-facts.js';
import { wholeShareMillionths, type Credit } from '../crediting/credit.js';
import type { Decision } from '../decision/decision.js';
import type { Candidate, Inference } from './inference.js';

/** The decision with the guess in it: an answer that something else gave stays as it is. */
export const decideByInference = (decision: Decision, inference: Inference): Decision => {
  if (inference.kind === 'nobody' || decision.status === 'credited') return decision;
  const { opening, finalAt, judged, flags } = decision;
  const credits = [creditInferred(inference.candidate)] as const;
  return { status: 'credited', matchType: 'inferred', credits, opening, finalAt, judged, flags };
};

/** Link and campaign get the credit. A partner earns by a guess only where the terms in force at the click say so. */
const creditInferred = ({ link, click }: Candidate): Credit => {
  const terms = termsAt(link.terms, click.clickedAt);
  const earnings =
    terms?.paysInferred === true
      ? { partnerId: link.partnerId, programId: link.programId, programVersion: terms.version }
      : {};
  return {
    ...onlyKnown({ ...earnings, linkId: link.id, campaignId: link.campaignId }),
    shareMillionths: wholeShareMillionths,
  };
};

import { onlyKnown } from '@whence/signals';

import { termsAt } from '../catalogue/catalogue-facts.js';
import { wholeShareMillionths, type Credit } from '../crediting/credit.js';
import type { Decision } from '../decision/decision.js';
import type { Candidate, Inference } from './inference.js';

/**
 * The decision with the guess in it: an answer that something else gave stays as it is. What was weighed is kept with it,
 * also where nobody was likely enough.
 */
export const decideByInference = (decision: Decision, inference: Inference): Decision => {
  if (decision.status === 'credited' || inference.candidates.length === 0) return decision;
  if (inference.kind === 'nobody') return { ...decision, inference };
  const { opening, finalAt, judged, flags } = decision;
  const credits = [creditInferred(inference.candidate)] as const;
  return { status: 'credited', matchType: 'inferred', credits, opening, finalAt, judged, flags, inference };
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

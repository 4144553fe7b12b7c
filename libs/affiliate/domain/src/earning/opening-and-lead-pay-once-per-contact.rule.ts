import { allowed, refused, type EarningRule } from './earning-rule.js';

/** An opening and a lead are each paid once per contact and program, whatever the version of its terms. */
export const openingAndLeadPayOncePerContact: EarningRule = ({ conversion, terms, history }) => {
  if (conversion.type === 'sale') return allowed;
  const isPaidAlready = history.earnings.some(
    (earning) => earning.type === conversion.type && earning.programId === terms.programId,
  );
  return isPaidAlready ? refused('already-paid-for-this-contact') : allowed;
};

import type { PartnerStanding } from '../catalogue/catalogue-facts.js';
import type { Instant } from '../time.js';
import { earnerOf, touchedAt } from '../touchpoint/touchpoint.js';
import { allowed, refused, type Answer, type EligibilityRule } from './verdict.js';

export const partnerWasActive: EligibilityRule = {
  name: 'partner-was-active',
  judge: ({ touch }) => {
    const named = earnerOf(touch);
    if (named?.partnerId === undefined || named.standing === undefined) return allowed;
    return judgeStanding(named.standing, touchedAt(touch), named.programId !== undefined);
  },
};

const judgeStanding = (standing: PartnerStanding, at: Instant, earnsInProgram: boolean): Answer => {
  if (standing.partnerActiveFrom > at || isOver(standing.partnerEndedAt, at)) return refused('partner-not-active');
  if (!earnsInProgram) return allowed;
  const enrolled = standing.enrolledFrom !== undefined && standing.enrolledFrom <= at;
  return enrolled && !isOver(standing.enrollmentEndedAt, at) ? allowed : refused('partner-not-enrolled');
};

const isOver = (endedAt: Instant | undefined, at: Instant): boolean => endedAt !== undefined && endedAt <= at;

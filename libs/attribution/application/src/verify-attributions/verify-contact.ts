import { answerAnew } from '../decide-anew/answer-anew.js';
import type { Dossier } from '../decide-contacts/gather-dossiers.js';
import type { Difference } from './difference.js';
import { differencesOfAnswer, differencesOfConversions, type Recorded } from './find-differences.js';
import { weighDifference, type Since, type WeighedDifference } from './weigh-difference.js';

/** Every difference between the record of one contact and what its dossier comes to. */
export const verifyContact = (dossier: Dossier, recorded: Recorded, since: Since): readonly WeighedDifference[] => {
  const ofAnswer = differencesOfAnswer(dossier, recorded).map((difference) =>
    weighDifference(
      dossier,
      {
        difference,
        finalAt: dossier.standing?.finalAt,
        isIn: (other) => holds(differencesOfAnswer(other, recorded), difference),
      },
      since,
    ),
  );
  return [...ofAnswer, ...verifyConversions(dossier, recorded, { since, ofAnswer })];
};

/** Conversions follow a decision that stands for a reason, and never a wrong one. */
const verifyConversions = (
  dossier: Dossier,
  { conversions }: Recorded,
  { since, ofAnswer }: { readonly since: Since; readonly ofAnswer: readonly WeighedDifference[] },
): readonly WeighedDifference[] => {
  const stands = ofAnswer.some(({ subject, weight }) => subject === 'decision' && weight !== 'unexplained');
  const attribution = stands ? dossier.standing : answerAnew(dossier).revision?.attribution;
  const found = differencesOfConversions(dossier, conversions, attribution);
  return found.map((difference) =>
    weighDifference(
      dossier,
      {
        difference,
        finalAt: conversions.find(({ id }) => id === difference.id)?.finalAt,
        isIn: (other) => holds(differencesOfConversions(other, conversions, attribution), difference),
      },
      since,
    ),
  );
};

const holds = (differences: readonly Difference[], { subject, id }: Difference): boolean =>
  differences.some((other) => other.subject === subject && other.id === id);

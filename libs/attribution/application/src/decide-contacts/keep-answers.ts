import { inferenceGapMs } from '@whence/attribution-domain';

import { conversationOf } from '../conversation-of.js';
import type { Announcement } from '../ports/announcements.js';
import type { NewDecision } from '../ports/decisions.js';
import type { OpenedBeside } from '../ports/guesses.js';
import type { Stores } from '../ports/stores.js';
import type { Answer } from './answer.js';
import type { Occasion } from './decide-contacts.js';
import { followAttributions } from './follow-attributions.js';
import { referralsSeen } from './referrals-seen.js';

/** Writes down what is new in the answers, and tells of it: of each contact in the order in which things came about. */
export const keepAnswers = async (stores: Stores, answers: readonly Answer[], occasion: Occasion): Promise<void> => {
  await stores.contacts.setOpenedAt(answers.flatMap(({ opened }) => opened));
  const changed = await stores.decisions.explain(answers.flatMap(({ touchpoints }) => touchpoints));
  await stores.decisions.withdraw(answers.flatMap(({ withdrawn }) => withdrawn));
  await stores.decisions.add(answers.flatMap(newDecision));
  await stores.messageTexts.keep(answers.flatMap(({ texts }) => texts.kept));
  await stores.messageTexts.drop(answers.flatMap(({ texts }) => texts.forwarded));
  await stores.guesses.reconsiderBeside(answers.flatMap(openedBesideOthers), inferenceGapMs);
  const followed = await followAttributions(stores, answers, occasion);
  const referrals = await referralsSeen(stores, changed, { answers, occasion });
  const announcements = answers.flatMap((answer) => [
    ...startedIn(answer),
    ...(referrals.get(answer.contact.id) ?? []),
    ...decidedIn(answer),
    ...(followed.get(answer.contact.id) ?? []),
  ]);
  await stores.announcements.add(occasion.workspaceId, announcements, occasion.now);
};

const newDecision = ({ contact, revision }: Answer): readonly NewDecision[] =>
  revision === undefined || revision.kind === 'unchanged'
    ? []
    : [{ contactId: contact.id, attribution: revision.attribution }];

/** Where guesses are wanted, a new answer may change what is likely for those who opened about then. */
const openedBesideOthers = ({ dossier, contact, revision }: Answer): readonly OpenedBeside[] => {
  const { evidence, standing } = dossier;
  if (evidence.settings.inference === 'off' || revision === undefined || revision.kind === 'unchanged') return [];
  const openings = [revision.attribution, ...(standing === undefined ? [] : [standing])];
  return openings.flatMap(({ conversationId, openedAt }) =>
    contact.conversations
      .filter(({ id }) => id === conversationId)
      .map(({ channelAccountId }) => ({ contactId: contact.id, channelAccountId, openedAt })),
  );
};

const startedIn = ({ contact, opened }: Answer): readonly Announcement[] =>
  opened
    .filter(({ isMoved }) => !isMoved)
    .map((conversation) => ({
      kind: 'conversation-started',
      contactId: contact.id,
      conversation,
      openedAt: conversation.openedAt,
    }));

const decidedIn = (answer: Answer): readonly Announcement[] => {
  const { contact, revision } = answer;
  if (revision === undefined || revision.kind === 'unchanged') return [];
  const { attribution } = revision;
  const supersedes = revision.kind === 'superseded' ? { supersedes: revision.supersedes } : {};
  const conversation = conversationOf(contact, attribution.conversationId);
  return [{ kind: 'attribution-decided', contactId: contact.id, conversation, attribution, ...supersedes }];
};

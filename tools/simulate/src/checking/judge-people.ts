import type { Brand } from '../brand/brand.js';
import { participantOf } from '../brand/run.js';
import type { Person } from '../people/person.js';
import { truthOf, type Truth } from '../people/truth.js';
import type { Conversation } from './read-answers.js';

/**
 * `wrong`: somebody is credited who must not be. `missed`: the one who must be credited is not. `other`: anything else
 * that is not as it should be.
 */
export type Judgement = 'right' | 'wrong' | 'missed' | 'other';

export interface JudgedPerson {
  readonly person: Person;
  readonly truth: Truth;
  /** What Whence says. */
  readonly answer: Truth;
  readonly judgement: Judgement;
  readonly conversationId?: string;
}

/** Holds what Whence says of each person against what is true. */
export const judgePeople = (
  people: readonly Person[],
  brand: Brand,
  conversations: readonly Conversation[],
): readonly JudgedPerson[] => {
  const byPerson = new Map<string, Conversation[]>();
  for (const conversation of conversations) {
    const name = nameOf(conversation.channelAccountId, conversation.participantId);
    byPerson.set(name, [...(byPerson.get(name) ?? []), conversation]);
  }
  return people.map((person) => {
    const name = nameOf(brand.accounts[person.channel].id, participantOf(person, brand.run).id);
    const [conversation, ...more] = byPerson.get(name) ?? [];
    const truth = truthOf(person, brand);
    const answer = answerIn(conversation);
    const judgement = more.length > 0 ? 'other' : judge(truth, answer);
    return {
      person,
      truth,
      answer,
      judgement,
      ...(conversation === undefined ? {} : { conversationId: conversation.id }),
    };
  });
};

const nameOf = (channelAccountId: string, participantId: string): string => `${channelAccountId} ${participantId}`;

/** What a conversation says, in the words of the truth. */
export const answerIn = (conversation: Conversation | undefined): Truth => {
  if (conversation?.attribution == null) return { status: 'never-wrote' };
  const { status, reason, matchType, partnerId, linkId, campaignId, adId } = conversation.attribution;
  const named = { reason, matchType, partnerId, linkId, campaignId, adId };
  return { status, ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)) };
};

export const judge = (truth: Truth, answer: Truth): Judgement => {
  if (answer.status === 'credited' && !creditsTheSame(truth, answer)) return 'wrong';
  if (truth.status === 'credited' && answer.status !== 'credited') return 'missed';
  const isSame = (['status', 'reason', 'matchType'] as const).every((member) => truth[member] === answer[member]);
  return isSame ? 'right' : 'other';
};

const creditsTheSame = (truth: Truth, answer: Truth): boolean =>
  truth.status === 'credited' &&
  (['partnerId', 'linkId', 'campaignId', 'adId'] as const).every((member) => truth[member] === answer[member]);

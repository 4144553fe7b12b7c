import { createHash } from 'node:crypto';

import { asRecord, isTrue } from '@whence/platform/json';
import type { StoredConversationPayload, StoredMessagePayload } from './stored.dto.js';
import { messageIdOf, storedTimeOf } from './stored-message.js';
import { storedReferralOf } from './stored-referral.js';

/** Names of the events in which the worker finds what was caught up with; no webhook of Zernio's is called like that. */
export const messageCaughtUp = 'whence.message-caught-up';
export const referralCaughtUp = 'whence.referral-caught-up';

/** What was found stored at Zernio, made a delivery of ours: a message, or the referral of a conversation. */
export interface CaughtUp {
  readonly event: typeof messageCaughtUp | typeof referralCaughtUp;
  /** The same whenever the same is found, whatever has become of the conversation since. */
  readonly address: string;
  readonly body: Uint8Array;
  /** The platform's id of a message that says nothing a webhook would not have said. */
  readonly platformMessageId?: string;
}

export interface StoredThread {
  readonly conversation: StoredConversationPayload;
  /** Those since the beginning of the window, in any order. */
  readonly messages: readonly StoredMessagePayload[];
}

/**
 * Zernio stores a referral as it takes in the message that brings it: one that was stored so much later came without a
 * message. It is what the domain allows a vendor's time.
 */
export const capturedWithinMs = 10_000;

const storedAfterMs = 1_000;

/** The deliveries that a conversation makes. A group is nobody's conversation; what was stored before the window is history. */
export const caughtUpOf = ({ conversation, messages }: StoredThread, since: number): readonly CaughtUp[] => {
  if (isTrue(conversation.isGroup)) return [];
  const told = messages.filter((message) => messageIdOf(message) !== undefined);
  return [...told.map((message) => messageOf(conversation, message)), ...referralOf({ conversation, messages }, since)];
};

const messageOf = (conversation: StoredConversationPayload, message: StoredMessagePayload): CaughtUp => {
  const id = messageIdOf(message) ?? '';
  return {
    event: messageCaughtUp,
    address: addressOf(messageCaughtUp, conversation, id),
    body: bodyOf({ event: messageCaughtUp, conversation: whoAndWhere(conversation), message }),
    ...(bringsReferral(message) ? {} : { platformMessageId: id }),
  };
};

const referralOf = ({ conversation, messages }: StoredThread, since: number): readonly CaughtUp[] => {
  const referral = storedReferralOf(conversation);
  // Its message would have to be looked for before the window, too.
  if (referral === undefined || referral.capturedAt.at < since + capturedWithinMs) return [];
  const message = messageThatBrought(messages, referral.capturedAt.at);
  const { metadata } = conversation;
  return [
    {
      event: referralCaughtUp,
      // Without its time, which Zernio moves where a click id comes later.
      address: addressOf(referralCaughtUp, conversation, JSON.stringify(referral.delivered)),
      body: bodyOf({
        event: referralCaughtUp,
        conversation: { ...whoAndWhere(conversation), metadata },
        ...(message === undefined ? {} : { message }),
      }),
    },
  ];
};

/**
 * The last message of the person before the referral was stored, where that is only a moment before. Nobody writes within a
 * second of coming: a message stored so soon after its referral brought it, too.
 */
const messageThatBrought = (
  messages: readonly StoredMessagePayload[],
  capturedAt: number,
): StoredMessagePayload | undefined => {
  const [nearest] = messages
    .filter((message) => message.direction === 'incoming')
    .map((message) => ({ message, msBefore: capturedAt - (storedTimeOf(message)?.at ?? 0) }))
    .filter(({ msBefore }) => msBefore <= capturedWithinMs && msBefore >= -storedAfterMs)
    .sort(
      (one, other) =>
        Number(one.msBefore < 0) - Number(other.msBefore < 0) ||
        Math.abs(one.msBefore) - Math.abs(other.msBefore) ||
        compareIds(one.message, other.message),
    );
  return nearest?.message;
};

/** Messages of one second: everybody takes the same one. */
const compareIds = (one: StoredMessagePayload, other: StoredMessagePayload): number =>
  (messageIdOf(one) ?? '') < (messageIdOf(other) ?? '') ? -1 : 1;

const bringsReferral = (message: StoredMessagePayload): boolean =>
  asRecord(asRecord<{ readonly referral?: unknown }>(message.metadata)?.referral) !== undefined;

/** No names, pictures or last words: they change, and nobody needs them. */
const whoAndWhere = ({ id, platform, accountId, participantId }: StoredConversationPayload) => ({
  id,
  platform,
  accountId,
  participantId,
});

const bodyOf = (event: object): Uint8Array => Buffer.from(JSON.stringify(event));

const addressOf = (event: string, { id, accountId }: StoredConversationPayload, content: string): string =>
  createHash('sha256')
    .update(JSON.stringify([event, accountId, id, content]))
    .digest('base64url');

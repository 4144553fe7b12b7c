import { expect } from '@jest/globals';
import type { ConversationSignal, MessageReceived, ParticipantIdentity, Translation } from '@whence/signals';

/** The whole of a translation: what is not expected is not there. */
export const expectTranslation = (actual: Translation, expected: Partial<Translation>): void =>
  expect(actual).toEqual({ signals: [], unreadable: [], ignored: [], ...expected });

type Participant = readonly [ParticipantIdentity, ...ParticipantIdentity[]];

export const phone = (value: string): ParticipantIdentity => ({ kind: 'waId', value });
export const userId = (value: string): ParticipantIdentity => ({ kind: 'bsuid', value });
export const parentUserId = (value: string): ParticipantIdentity => ({ kind: 'parentBsuid', value });

export const ana: Participant = [phone('15550002222'), userId('US.90000000000000000001')];

/** What the number of the fixtures is told, at these whole seconds. */
export const toTheNumber = (participant: Participant, seconds: number, platformMessageId: string) => {
  const facts = {
    channel: 'whatsapp',
    account: { kind: 'phoneNumberId', value: '402000000000002' },
    participant,
    occurredAt: { at: seconds * 1000, precisionMs: 1000, clock: 'platform' },
    platformMessageId,
  } as const;
  return {
    wrote: (more: Partial<MessageReceived> = {}): ConversationSignal => ({
      kind: 'message-received',
      form: 'message',
      ...facts,
      isReadable: true,
      isForwarded: false,
      ...more,
    }),
    opened: (): ConversationSignal => ({ kind: 'thread-opened', ...facts }),
    isNow: (now: Participant, { withoutId = false } = {}): ConversationSignal => {
      const { platformMessageId: id, ...others } = facts;
      const changed = { kind: 'identity-changed', ...others, participant: now, previous: participant } as const;
      return withoutId ? changed : { ...changed, platformMessageId: id };
    },
    wasWrittenTo: (): ConversationSignal => ({ kind: 'business-wrote', ...facts }),
  };
};

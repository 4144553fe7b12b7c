import { expect } from '@jest/globals';
import type { ConversationSignal, MessageReceived, ParticipantIdentity, Translation } from '@whence/signals';

/** The whole of a translation: what is not expected is not there. */
export const expectTranslation = (actual: Translation, expected: Partial<Translation>): void =>
  expect(actual).toEqual({ signals: [], unreadable: [], ignored: [], ...expected });

export const ana: readonly [ParticipantIdentity, ...ParticipantIdentity[]] = [
  { kind: 'waId', value: '15550002222' },
  { kind: 'bsuid', value: 'US.90000000000000000001' },
];

/** What the number of the fixtures is told, at these whole seconds. */
export const toTheNumber = (
  participant: readonly [ParticipantIdentity, ...ParticipantIdentity[]],
  seconds: number,
  platformMessageId: string,
) => {
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
    wasWrittenTo: (): ConversationSignal => ({ kind: 'business-wrote', ...facts }),
  };
};

import { expect } from '@jest/globals';
import type { ConversationSignal, ProviderReferral, Translation } from '@whence/signals';

/** The whole of a translation: what is not expected is not there. */
export const expectTranslation = (actual: Translation, expected: Partial<Translation>): void =>
  expect(actual).toEqual({ signals: [], unreadable: [], ignored: [], ...expected });

/** The referral of LUNA's link, as the fixtures have it. */
export const linkReferral = (source: string): ProviderReferral => {
  const delivered = { ref: 'aff-LUNA_7', source, type: 'OPEN_THREAD' };
  return { ...delivered, isProduct: false, delivered };
};

/** `person('instagram', account)(igsid, at).wrote(mid, text)`: the signal that says so. */
export const person =
  (channel: 'instagram' | 'messenger', accountId: string) =>
  (id: string, at: number, precisionMs: 1 | 1000 = 1) => {
    const facts = {
      channel,
      account: { kind: 'metaId', value: accountId },
      participant: [{ kind: channel === 'instagram' ? 'igsid' : 'psid', value: id }],
      occurredAt: { at, precisionMs, clock: 'platform' },
    } as const;
    const received = {
      kind: 'message-received',
      form: 'message',
      ...facts,
      isReadable: true,
      isForwarded: false,
    } as const;
    const withReferral = (referral?: ProviderReferral) => (referral === undefined ? {} : { referral });
    return {
      wrote: (platformMessageId: string, text: string, referral?: ProviderReferral): ConversationSignal => ({
        ...received,
        platformMessageId,
        text,
        ...withReferral(referral),
      }),
      sent: (platformMessageId: string, isReadable = true): ConversationSignal => ({
        ...received,
        platformMessageId,
        isReadable,
      }),
      tapped: (platformMessageId: string | undefined, referral?: ProviderReferral): ConversationSignal => ({
        ...received,
        form: 'postback',
        ...(platformMessageId === undefined ? {} : { platformMessageId }),
        ...withReferral(referral),
      }),
      openedBy: (referral: ProviderReferral): ConversationSignal => ({ kind: 'thread-opened', ...facts, referral }),
      wasWrittenTo: (platformMessageId: string): ConversationSignal => ({
        kind: 'business-wrote',
        ...facts,
        platformMessageId,
      }),
    };
  };

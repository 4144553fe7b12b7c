import type {
  ConversationSignal,
  ConversationStarted,
  MessageReceived,
  PlatformTime,
  ProviderReferral,
} from '@whence/signals';

export const at = (
  iso: string,
  clock: PlatformTime['clock'] = 'platform',
  precisionMs: 1 | 1000 = 1,
): PlatformTime => ({
  at: Date.parse(iso),
  precisionMs,
  clock,
});

export const instagram: Omit<ConversationStarted, 'kind'> = {
  channel: 'instagram',
  account: { kind: 'zernioAccountId', value: 'acc_1' },
  participant: [{ kind: 'igsid', value: '17841400000000001' }],
  occurredAt: at('2026-11-02T10:00:00.400Z'),
};
export const messenger: Omit<ConversationStarted, 'kind'> = {
  channel: 'messenger',
  account: { kind: 'zernioAccountId', value: 'acc_2' },
  participant: [{ kind: 'psid', value: '5550001' }],
  occurredAt: at('2026-11-02T10:00:00.400Z'),
};
export const whatsapp: Omit<ConversationStarted, 'kind'> = {
  channel: 'whatsapp',
  account: { kind: 'zernioAccountId', value: 'acc_3' },
  participant: [{ kind: 'waId', value: '15550002222' }],
  occurredAt: at('2026-11-02T10:00:00.000Z', 'platform', 1000),
};

export const received = (
  facts: Omit<ConversationStarted, 'kind'>,
  more: Partial<MessageReceived>,
): ConversationSignal => ({
  kind: 'message-received',
  form: 'message',
  ...facts,
  isReadable: true,
  isForwarded: false,
  ...more,
});
export const linkReferral = (source: string): ProviderReferral => {
  const delivered = { ref: 'ANNA10', source, type: 'OPEN_THREAD' };
  return { ...delivered, isProduct: false, delivered };
};

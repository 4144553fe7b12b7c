import { describe, expect, it } from '@jest/globals';
import { zernioAdapter } from './index.js';

const platforms = { instagram: '8800000000000021', facebook: '7300000000000011', whatsapp: '15550002222' } as const;
type Platform = keyof typeof platforms;

/** An event with everything by which a touch could be told. */
const telling = (platform: Platform, message: Readonly<Record<string, unknown>> = {}) => {
  const personId = platforms[platform];
  const referral = { ref: 'ANNA10', source: 'SHORTLINK', type: 'OPEN_THREAD' };
  return {
    id: 'evt_01',
    event: 'message.received',
    timestamp: '2026-11-02T10:00:01.120Z',
    message: {
      platform,
      platformMessageId: 'mid_1',
      direction: 'incoming',
      text: 'WH-K7M4Q2C',
      sentAt: '2026-11-02T10:00:00.400Z',
      sender: { id: personId },
      ...message,
    },
    referral,
    sender: { id: personId },
    conversation: { id: personId, platformConversationId: personId, participantId: personId },
    account: { accountId: 'acc_1', platform },
    metadata: { referral },
  };
};

const touchesIn = (event: unknown) =>
  zernioAdapter.translate(event).signals.filter(({ kind }) => kind === 'message-received' || kind === 'thread-opened');

describe.each(Object.keys(platforms) as Platform[])('on %s through Zernio', (platform) => {
  it('a message with a referral is a touch, to begin with, and so is a referral alone', () => {
    expect(touchesIn(telling(platform))).toMatchObject([{ text: 'WH-K7M4Q2C', referral: { ref: 'ANNA10' } }]);
    expect(touchesIn({ ...telling(platform), event: 'referral.received' })).toMatchObject([
      { referral: { ref: 'ANNA10' } },
    ]);
  });

  it('an outgoing message never is one', () => {
    expect(touchesIn(telling(platform, { direction: 'outgoing' }))).toEqual([]);
  });

  it.each([
    'message.sent',
    'message.deleted',
    'message.delivered',
    'message.read',
    'message.edited',
    'message.failed',
    'message.reaction',
    'reaction.received',
    'conversation.started',
    'conversation.control_changed',
    'comment.received',
    'lead.received',
    'account.connected',
    'account.disconnected',
    'whatsapp.automatic_event',
    'whatsapp.contact.identity_changed',
    'whatsapp.history',
    'webhook.test',
    'brand.new_event',
    '',
  ])('an event %j never is one', (event) => {
    expect(touchesIn({ ...telling(platform), event })).toEqual([]);
  });

  it('a sample never is one', () => {
    expect(touchesIn({ ...telling(platform), test: true })).toEqual([]);
  });
});

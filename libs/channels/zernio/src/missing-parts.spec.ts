import { describe, expect, it } from '@jest/globals';
import { zernioAdapter } from './index.js';

const message = { platform: 'instagram', direction: 'incoming', text: 'Hi!', sender: { id: '17841400000000001' } };
const whole = { event: 'message.received', timestamp: '2026-11-02T10:00:01.120Z', message, account: { id: 'acc_1' } };

const reasonOf = (payload: unknown) => zernioAdapter.translate(payload).unreadable;

describe('an event that lacks what a signal needs', () => {
  it('is whole to begin with', () => expect(zernioAdapter.translate(whole).signals).toHaveLength(1));

  it.each([
    ['the message', { ...whole, message: 'Hi!' }, 'no-message'],
    ['the account', { ...whole, account: {} }, 'no-account'],
    ['the sender', { ...whole, message: { ...message, sender: null } }, 'no-sender'],
    ['the platform', { ...whole, message: { ...message, platform: '' } }, 'no-platform'],
    ['every time', { ...whole, timestamp: 'soon' }, 'no-time'],
    ['whom the business wrote to', { ...whole, event: 'message.sent' }, 'no-recipient'],
  ])('says that it lacks %s', (_, payload, reason) => {
    expect(reasonOf(payload)).toEqual([{ path: 'message', reason }]);
  });

  it('says that a referral event lacks its referral', () => {
    expect(reasonOf({ ...whole, event: 'referral.received' })).toEqual([{ path: 'referral', reason: 'no-referral' }]);
  });

  it.each([
    ['the account', { account: {} }, 'no-account'],
    ['who it was', { previous: null }, 'no-previous-identity'],
    ['who it is', { current: { whatsappUsername: '@sol' } }, 'no-new-identity'],
    ['every time', { changedAt: null, timestamp: null }, 'no-time'],
  ])('says that a changed identity lacks %s', (_, lacking, reason) => {
    const changed = {
      event: 'whatsapp.contact.identity_changed',
      timestamp: '2026-11-02T10:00:01.120Z',
      account: { accountId: 'acc_3' },
      previous: { phoneNumber: '15550002222' },
      current: { phoneNumber: '15550003333' },
    };
    expect(reasonOf(changed)).toEqual([]);
    expect(reasonOf({ ...changed, ...lacking })).toEqual([{ path: 'current', reason }]);
  });
});

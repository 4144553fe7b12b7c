import { describe, expect, it } from '@jest/globals';
import { whatsappCloudAdapter } from './index.js';

const referral = { source_id: '120299000000000999', source_type: 'ad', ctwa_clid: 'Aff-test' };
/** Everything by which a touch could be told. */
const telling = {
  from: '15550002222',
  to: '15550002222',
  recipient_id: '15550002222',
  id: 'wamid.1',
  timestamp: '1792200000',
  type: 'text',
  text: { body: 'WH-K7M4Q2C' },
  referral,
};

const touchesIn = (lists: Readonly<Record<string, unknown>>, field: string | undefined = 'messages') => {
  const value = { metadata: { phone_number_id: '402000000000002' }, ...lists };
  const { signals } = whatsappCloudAdapter.translate({
    object: 'whatsapp_business_account',
    entry: [{ id: '301000000000001', changes: [{ field, value }] }],
  });
  return signals.filter(({ kind }) => kind !== 'business-wrote' && kind !== 'identity-changed');
};

describe('on WhatsApp', () => {
  it('a message with a referral is a touch, to begin with', () => {
    for (const field of ['messages', 'standby']) {
      expect(touchesIn({ messages: [telling] }, field)).toMatchObject([
        { text: 'WH-K7M4Q2C', referral: { adId: '120299000000000999' } },
      ]);
    }
  });

  it.each([
    ['a reaction', { type: 'reaction', reaction: { message_id: 'wamid.1' } }],
    ['an edit', { type: 'edit', edit: { original_message_id: 'wamid.1' } }],
    ['a deletion', { type: 'revoke', revoke: { original_message_id: 'wamid.1' } }],
    ['a system message', { type: 'system', system: { type: 'user_identity_changed' } }],
    ['a changed number', { type: 'system', system: { type: 'user_changed_number', wa_id: '15550003333' } }],
    ['a message to a group', { group_id: 'group-1' }],
    ['a group’s number in place of its name', { group_id: 120363000000000 }],
  ])('%s never is one', (_, change) => {
    expect(touchesIn({ messages: [{ ...telling, ...change }] })).toEqual([]);
    expect(touchesIn({ messages: [{ ...telling, ...change }] }, 'standby')).toEqual([]);
  });

  it.each([
    ['an echo', 'message_echoes'],
    ['a status', 'statuses'],
    ['a call', 'calls'],
    ['a preference', 'user_preferences'],
    ['a click in a marketing message', 'user_actions'],
    ['an error', 'errors'],
    ['a changed user id', 'user_id_update'],
    ['what a list that is new to us holds', 'brand_new_list'],
  ])('%s never is one', (_, list) => {
    expect(touchesIn({ [list]: [telling] })).toEqual([]);
  });

  it.each(['history', 'automatic_events', 'smb_app_state_sync', 'account_update', 'brand_new_field', ''])(
    'nothing in the field %j is one',
    (field) => expect(touchesIn({ messages: [telling], message_echoes: [telling] }, field)).toEqual([]),
  );

  it('what was forwarded says so, for somebody else wrote it', () => {
    for (const context of [{ forwarded: true }, { frequently_forwarded: true }, { forwarded: 'true' }]) {
      expect(touchesIn({ messages: [{ ...telling, context }] })).toMatchObject([{ isForwarded: true }]);
    }
    expect(touchesIn({ messages: [{ ...telling, context: { id: 'wamid.0' } }] })).toMatchObject([
      { isForwarded: false },
    ]);
  });
});

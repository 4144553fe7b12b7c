import { describe, expect, it } from '@jest/globals';
import { metaGraphAdapter } from './index.js';

const accounts = { page: '104500000000001', instagram: '17841400000000501' } as const;
type MetaObject = keyof typeof accounts;

const personId = '7300000000000011';
const referral = { ref: 'aff-LUNA_7', source: 'SHORTLINK', type: 'OPEN_THREAD' };
/** Everything by which a touch could be told. */
const telling = { mid: 'm_1', text: 'WH-K7M4Q2C', referral };

const inbound = (object: MetaObject, item: Readonly<Record<string, unknown>>) => ({
  sender: { id: personId },
  recipient: { id: accounts[object] },
  timestamp: 1792000001000,
  ...item,
});
const outbound = (object: MetaObject, item: Readonly<Record<string, unknown>>) =>
  inbound(object, { sender: { id: accounts[object] }, recipient: { id: personId }, ...item });

const touchesOf = (object: MetaObject, entry: Readonly<Record<string, unknown>>) =>
  metaGraphAdapter
    .translate({ object, entry: [{ id: accounts[object], time: 1792000009000, ...entry }] })
    .signals.filter(({ kind }) => kind !== 'business-wrote');

const neverTouches: readonly (readonly [string, (object: MetaObject) => Readonly<Record<string, unknown>>])[] = [
  ['an echo', (object) => outbound(object, { message: { ...telling, is_echo: true } })],
  ['an echo that names the person as sender', (object) => inbound(object, { message: { ...telling, is_echo: true } })],
  ['an echo whose flags a relay made texts', (object) => inbound(object, { message: { ...telling, is_echo: 'true' } })],
  ['what the account sends, without the flag', (object) => outbound(object, { message: telling })],
  [
    'what one writes to oneself',
    (object) => outbound(object, { recipient: { id: accounts[object] }, message: { ...telling, is_echo: true } }),
  ],
  ['a deletion', (object) => inbound(object, { message: { ...telling, is_deleted: true } })],
  ['a delivery', (object) => inbound(object, { delivery: { mids: ['m_1'], ...telling } })],
  ['a read', (object) => inbound(object, { read: telling })],
  ['a reaction', (object) => inbound(object, { reaction: { ...telling, action: 'react' } })],
  ['an edit', (object) => inbound(object, { message_edit: { ...telling, num_edit: 1 } })],
  ['a message announced as an edit', (object) => inbound(object, { message_edit: { ...telling, num_edit: 0 } })],
  ['a thread that changes hands', (object) => inbound(object, { pass_thread_control: { metadata: 'WH-K7M4Q2C' } })],
  ['an opt-in without a ref', (object) => inbound(object, { optin: { payload: 'WH-K7M4Q2C' } })],
];

describe.each(['page', 'instagram'] as const)('on the object %s', (object) => {
  it('a message with a referral is a touch, to begin with', () => {
    const touching = inbound(object, { message: telling });
    for (const container of ['messaging', 'standby']) {
      expect(touchesOf(object, { [container]: [touching] })).toMatchObject([{ text: telling.text, referral }]);
    }
  });

  it.each(neverTouches)('%s never is one, in any container', (_, write) => {
    const item = write(object);
    expect(touchesOf(object, { messaging: [item] })).toEqual([]);
    expect(touchesOf(object, { standby: [item] })).toEqual([]);
    expect(touchesOf(object, { changes: [{ field: 'messages', value: item }] })).toEqual([]);
  });

  it('no change of another field is one', () => {
    const touching = inbound(object, { message: telling });
    for (const field of ['feed', 'comments', 'mentions', 'history', 'message_reactions', '']) {
      expect(touchesOf(object, { changes: [{ field, value: touching }] })).toEqual([]);
      expect(touchesOf(object, { field, value: touching })).toEqual([]);
    }
  });
});

import { describe, expect, it } from '@jest/globals';
import type { ConversationSignal } from './conversation-signal.js';
import { ignored, translateItems, understood, unreadable } from './translation.js';

const signal: ConversationSignal = {
  kind: 'thread-opened',
  channel: 'instagram',
  account: { kind: 'metaId', value: '17841400000000501' },
  participant: [{ kind: 'igsid', value: '8800000000000023' }],
  occurredAt: { at: 1792100002000, precisionMs: 1, clock: 'platform' },
};

describe('items of a delivery', () => {
  it('are read one by one: a bad one never loses its neighbours', () => {
    const items = [
      { path: 'entry[0]', read: () => unreadable('no-sender') },
      {
        path: 'entry[1]',
        read: () => {
          throw new Error('defect');
        },
      },
      { path: 'entry[2]', read: () => understood(signal) },
      { path: 'entry[3]', read: () => ignored('read') },
    ];
    expect(translateItems(items)).toEqual({
      signals: [signal],
      unreadable: [
        { path: 'entry[0]', reason: 'no-sender' },
        { path: 'entry[1]', reason: 'translator-failed' },
      ],
      ignored: ['read'],
    });
  });

  it('are read up to a limit that no platform comes near, and the rest is kept aside with its place', () => {
    let read = 0;
    const endless = function* () {
      for (let index = 0; ; index++) yield { path: `entry[${index}]`, read: () => (read++, ignored('read')) };
    };
    const { ignored: names, unreadable: keptAside } = translateItems(endless());
    expect(names).toHaveLength(5_000);
    expect(keptAside).toEqual([{ path: 'entry[5000]', reason: 'too-many-items' }]);
    expect(read).toBe(5_000);
  });

  it('are counted under names that a counter can carry', () => {
    expect(ignored('unknown-event', 'comment.created')).toEqual({
      kind: 'ignored',
      name: 'unknown-event:comment.created',
    });
    for (const hostile of ['x'.repeat(61), 'a"b', '', 7, null]) {
      expect(ignored('unknown-event', hostile)).toEqual({ kind: 'ignored', name: 'unknown-event:unnamed' });
    }
  });
});

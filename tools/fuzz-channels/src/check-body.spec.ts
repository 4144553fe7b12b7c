import { describe, expect, it } from '@jest/globals';
import type { ConversationSignal } from '@whence/signals';
import fc from 'fast-check';
import { bodyChecker } from './check-body.js';
import { recordedPayloads } from './fixtures.js';
import { mutatedBodies } from './mutations.js';
import { watchPrototypes } from './prototypes.js';
import { blockedMsMax, Stopwatch } from './stopwatch.js';
import { faultsOf } from './well-formed.js';

const signal: ConversationSignal = {
  kind: 'thread-opened',
  channel: 'instagram',
  account: { kind: 'metaId', value: '17841400000000501' },
  participant: [{ kind: 'igsid', value: '8800000000000023' }],
  occurredAt: { at: 1792100002000, precisionMs: 1, clock: 'platform' },
};
const faultsIn = (change: object) =>
  faultsOf({ signals: [{ ...signal, ...change }], unreadable: [], ignored: [] }).length;

describe('bodies that no provider sends', () => {
  it('are signed, read and translated without harm', () => {
    const recorded = recordedPayloads();
    expect(recorded.length).toBeGreaterThan(100);
    // Other tests run beside this one: how long a call takes at its best is for the tool to judge.
    const checkBody = bodyChecker(new Stopwatch(2_000));
    fc.assert(
      fc.property(mutatedBodies(recorded), (body) => checkBody(body)),
      { numRuns: 300 },
    );
  });
});

describe('what is watched for', () => {
  it('a translation that is not as its type says', () => {
    expect(faultsIn({})).toBe(0);
    for (const change of [
      { kind: 'reaction' },
      { channel: 'telegram' },
      { account: { kind: 'metaId', value: 17841400000000501n } },
      { participant: [] },
      { participant: [{ kind: 'igsid', value: 'x'.repeat(513) }] },
      { occurredAt: { at: Number.NaN, precisionMs: 1, clock: 'platform' } },
      { platformMessageId: '' },
      { referral: { ref: '<b>', isProduct: false, delivered: {} } },
      { kind: 'identity-changed', previous: [] },
      { text: undefined },
    ]) {
      expect(faultsIn(change)).toBeGreaterThan(0);
    }
    const unreadable = [{ path: 'entry[0]', reason: 'translator-failed' }];
    expect(faultsOf({ signals: [], unreadable, ignored: ['has spaces'] })).toHaveLength(2);
  });

  it('a prototype that all objects share', () => {
    const isPolluted = watchPrototypes();
    expect(isPolluted()).toBe(false);
    const shared = Object.prototype as unknown as Record<string, unknown>;
    try {
      shared['polluted'] = true;
      expect(isPolluted()).toBe(true);
    } finally {
      delete shared['polluted'];
    }
    expect(isPolluted()).toBe(false);
  });

  it('a call that is slow each time, and not one that was interrupted once', () => {
    const stopwatch = new Stopwatch();
    const wait = (ms: number) => {
      const until = performance.now() + ms;
      while (performance.now() < until);
    };
    let calls = 0;
    const interrupted = stopwatch.time('interrupted', 1, () => wait(calls++ === 0 ? blockedMsMax + 10 : 0));
    expect(interrupted.ms).toBeLessThan(blockedMsMax);
    expect(stopwatch.time('slow', 1, () => wait(blockedMsMax + 1)).ms).toBeGreaterThan(blockedMsMax);
    expect([...stopwatch.worst.keys()]).toEqual(['interrupted', 'slow']);
  });
});

import { describe, expect, it } from '@jest/globals';
import {
  aLink,
  aMessage,
  answer,
  aReferral,
  decide,
  time,
  type SignalBuilder,
  holds,
} from '@whence/attribution-testing';
import fc from 'fast-check';

import { defaultSettings } from '../settings/attribution-settings.js';
import { mergeCopies } from '../signal/merge-copies.js';
import { finalAtOf, findOpening } from './opening.js';
import { receivedInTime } from './received-in-time.js';

const anna = aLink('ANNA');
const given = { links: [anna], settings: { finalizationHours: 0 } };

describe('evidence is heard until the decision is final', () => {
  const zernios = aMessage(time('10:00:02', 3)).named('mid.1').through('zernio').stampedByVendor();
  const metas = aMessage(time('10:00:00', 3)).named('mid.1').receivedAt(time('06:00', 2));
  const late = aReferral(time('09:59:30', 3)).withRefOf(anna);

  it("and no longer because the platform's copy of the opening, which tells an earlier time, came later", () => {
    const seen = [zernios.receivedAt(time('10:00:03', 3)), metas];
    expect(decide(seen, given)?.finalAt).toBe(time('10:00:03', 2));
    expect(answer(decide([...seen, late.receivedAt(time('10:00:02.999', 2))], given))).toBe(
      'credited to ANNA by ref_code',
    );
    expect(answer(decide([...seen, late.receivedAt(time('10:00:03', 2))], given))).toBe('organic');
  });
});

describe('evidence of somebody who turned out to be the same person', () => {
  const opening = aMessage(time('10:00', 3)).named('mid.1');
  const elsewhere = aReferral(time('09:59', 3)).withRefOf(anna).receivedAt(time('09:59:01', 3));

  it('is heard where the two were joined before the decision was final, and not after', () => {
    const isFinalFrom = time('10:00:00.500', 2);
    expect(answer(decide([opening, elsewhere.joinedAt(isFinalFrom - 1)], given))).toBe('credited to ANNA by ref_code');
    expect(answer(decide([opening, elsewhere.joinedAt(isFinalFrom)], given))).toBe('organic');
  });

  it('makes an opening that was received long ago no younger', () => {
    const first = aMessage(time('09:00', 3)).named('mid.0').joinedAt(time('11:00', 3));
    expect(decide([first, opening], given)?.finalAt).toBe(time('09:00:00.500', 2));
  });
});

const aSeen: fc.Arbitrary<SignalBuilder> = fc
  .record({
    hoursAgo: fc.integer({ min: 0, max: 96 }),
    receivedAfter: fc.integer({ min: 0, max: 96 }),
    messageId: fc.constantFrom('a', 'b', 'c'),
    isVendors: fc.boolean(),
  })
  .map(({ hoursAgo, receivedAfter, messageId, isVendors }) => {
    const at = time('10:00', 20) - hoursAgo * 3_600_000;
    const message = aMessage(at)
      .named(messageId)
      .receivedAt(at + receivedAfter * 3_600_000);
    return isVendors ? message.through('zernio').stampedByVendor() : message;
  });

describe('what was received in time', () => {
  it('was received before the moment at which what was received before it is final', () => {
    holds(
      'received in time',
      fc.property(fc.array(aSeen, { maxLength: 8 }), fc.integer({ min: 0, max: 96 }), (seen, finalizationHours) => {
        const settings = { ...defaultSettings, finalizationHours };
        const copies = seen.map((signal) => signal.build());
        const inTime = receivedInTime(copies, settings);
        for (const copy of copies) {
          const before = inTime.filter(({ receivedAt }) => receivedAt < copy.receivedAt);
          const opening = findOpening(mergeCopies(before));
          const isInTime = opening === undefined || copy.receivedAt < finalAtOf(opening, settings);
          expect(inTime.includes(copy)).toBe(isInTime);
        }
      }),
    );
  });
});

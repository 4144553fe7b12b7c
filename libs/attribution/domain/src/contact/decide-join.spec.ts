import { describe, expect, it } from '@jest/globals';
import { holds, time } from '@whence/attribution-testing';
import fc from 'fast-check';

import type { ContactName } from './contact-name.js';
import { decideJoin, type JoinableContact } from './decide-join.js';

const phone = (value: string): ContactName => ({ kind: 'waId', scope: 'whatsapp', value });
const onInstagram = (value: string): ContactName => ({ kind: 'igsid', scope: 'cha_1', value });
const user = (value: string): ContactName => ({ kind: 'externalUser', scope: 'tenant', value });

const aContact = (id: string, changes: Partial<JoinableContact> = {}): JoinableContact => ({
  id: `ctc_${id}`,
  names: [],
  firstSeenAt: time('10:00'),
  keptApartFrom: [],
  ...changes,
});

describe('two contacts that turn out to be one person', () => {
  it('become the one who wrote first, whoever was seen first', () => {
    const early = aContact('B', { openedAt: time('09:00'), firstSeenAt: time('11:00') });
    const late = aContact('A', { openedAt: time('09:30'), firstSeenAt: time('10:00') });
    expect(decideJoin(late, early, 'seen-together')).toEqual({ kind: 'join', kept: 'ctc_B', absorbed: 'ctc_A' });
  });

  it('become the one who wrote, where the other has only been seen', () => {
    const wrote = aContact('B', { openedAt: time('12:00') });
    expect(decideJoin(aContact('A'), wrote, 'conversion')).toMatchObject({ kept: 'ctc_B' });
  });

  it('become the one who was seen first, where neither has written', () => {
    const first = aContact('B', { firstSeenAt: time('09:59') });
    expect(decideJoin(aContact('A'), first, 'seen-together')).toMatchObject({ kept: 'ctc_B' });
  });

  it('are joined on another channel, and by another number on the same one when the platform says that it changed', () => {
    const anna = aContact('A', { names: [phone('1'), user('7')] });
    expect(decideJoin(anna, aContact('B', { names: [onInstagram('5')] }), 'conversion').kind).toBe('join');
    expect(decideJoin(anna, aContact('B', { names: [phone('2')] }), 'identity-changed').kind).toBe('join');
  });
});

describe('a contradiction', () => {
  it.each([
    ['two numbers', [phone('1')], [phone('2')]],
    ['two accounts that write to one of ours', [onInstagram('5')], [onInstagram('6')]],
    ['two users of the tenant', [user('7')], [user('8'), phone('1')]],
  ])('is %s: nothing is joined', (_what, some, others) => {
    const joining = decideJoin(aContact('A', { names: some }), aContact('B', { names: others }), 'seen-together');
    expect(joining).toEqual({ kind: 'conflict', reason: 'different-names' });
  });

  it('is none between ids of accounts of ours that have nothing to do with each other', () => {
    const elsewhere: ContactName = { ...onInstagram('6'), scope: 'cha_2' };
    const joining = decideJoin(
      aContact('A', { names: [onInstagram('5')] }),
      aContact('B', { names: [elsewhere] }),
      'conversion',
    );
    expect(joining.kind).toBe('join');
  });

  it('is overruled by the tenant', () => {
    const joining = decideJoin(
      aContact('A', { names: [phone('1')] }),
      aContact('B', { names: [phone('2')] }),
      'tenant',
    );
    expect(joining.kind).toBe('join');
  });
});

describe('contacts that the tenant has told apart', () => {
  const apart = aContact('A', { keptApartFrom: ['ctc_B'] });

  it.each(['seen-together', 'identity-changed', 'conversion'] as const)('stay apart, whatever %s says', (reason) => {
    expect(decideJoin(apart, aContact('B'), reason)).toEqual({ kind: 'conflict', reason: 'told-apart' });
    expect(decideJoin(aContact('B'), apart, reason)).toEqual({ kind: 'conflict', reason: 'told-apart' });
  });

  it('are joined when the tenant says so after all', () => {
    expect(decideJoin(apart, aContact('B'), 'tenant').kind).toBe('join');
  });
});

describe('a join', () => {
  const aName = fc.constantFrom(phone('1'), phone('2'), onInstagram('5'), user('7'), user('8'));
  const anyone = (id: string) =>
    fc
      .record({
        names: fc.array(aName, { maxLength: 3 }),
        firstSeenAt: fc.integer({ min: 0, max: 3 }),
        openedAt: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
      })
      .map(({ openedAt, ...rest }) => aContact(id, { ...rest, ...(openedAt === undefined ? {} : { openedAt }) }));

  it('is the same, whichever of the two is asked about first', () => {
    const aReason = fc.constantFrom('seen-together' as const, 'identity-changed' as const, 'tenant' as const);
    holds(
      'joining is the same from either side',
      fc.property(anyone('A'), anyone('B'), aReason, (one, other, reason) => {
        expect(decideJoin(one, other, reason)).toEqual(decideJoin(other, one, reason));
      }),
    );
  });
});

import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ConversationId } from '@whence/attribution-domain';
import { aClick, aSignal, referralTo, theWorkspace, time } from '@whence/attribution-testing';

import {
  aBrand,
  anna,
  ben,
  bought,
  cameBy,
  creditOf,
  credits,
  effects,
  isFinal,
  program,
  redecide,
  settings,
  whole,
  wrote,
  type Given,
} from '../../test/trying-terms.js';
import type { OtherTerms } from './other-terms.js';

let given: Given;

beforeEach(() => {
  given = aBrand();
});

describe('a person whom Anna sent and Ben brought back, who then bought', () => {
  const fromAnnaToBen = [{ field: 'credits', recorded: creditOf(anna), decided: creditOf(ben) }];

  beforeEach(async () => {
    await wrote(given, anna);
    await cameBy(given, ben, time('10:30'));
    await bought(given);
  });

  it('brings the sale to Ben under the last touch, and the conversation stays Anna’s', async () => {
    const { told, sum } = await redecide(given, settings({ model: 'last_touch' }));
    const { id: contactId } = given.work.state.contacts[0]!;
    expect(told).toEqual([{ contactId, id: 'cvn_1', type: 'sale', effect: 'would-change', changes: fromAnnaToBen }]);
    expect(sum.effects).toEqual({
      opening: effects({ same: 1 }),
      lead: effects({}),
      sale: effects({ 'would-change': 1 }),
    });
    expect(Object.fromEntries(sum.credits)).toEqual({
      prt_ANNA: { opening: credits(whole), lead: credits(0), sale: credits(whole, 0) },
      prt_BEN: { opening: credits(0), lead: credits(0), sale: credits(0, whole) },
    });
  });

  it('has the sale shared under a model that shares', async () => {
    const { sum } = await redecide(given, settings({ model: 'linear' }));
    expect(sum.credits.get('prt_ANNA')?.sale).toEqual(credits(whole, whole / 2));
    expect(sum.credits.get('prt_BEN')?.sale).toEqual(credits(0, whole / 2));
  });

  it('stays as it is once it is final; what would have been is told beside it', async () => {
    given.world.clock.set(isFinal);
    const { told, sum } = await redecide(given, settings({ model: 'last_touch' }));
    expect(told).toEqual([expect.objectContaining({ id: 'cvn_1', effect: 'stays-final', changes: fromAnnaToBen })]);
    expect(sum.credits.get('prt_ANNA')?.sale).toEqual(credits(whole, whole, 0));
    expect(sum.credits.get('prt_BEN')?.sale).toEqual(credits(0, 0, whole));
  });

  it('is not written to, nor announced', async () => {
    const before = structuredClone(given.work.state);
    await redecide(given, settings({ model: 'last_touch', existingThreads: 'unattributed' }));
    expect(structuredClone(given.work.state)).toEqual(before);
  });
});

describe('a person who opened Anna’s link eight days before she wrote', () => {
  beforeEach(async () => {
    await cameBy(given, anna, time('10:00', 8));
    await wrote(given);
  });

  const nobodys = (reason: string) => [
    { field: 'credits', recorded: creditOf(anna) },
    { field: 'matchType', recorded: 'ref_code' },
    { field: 'reason', decided: reason },
    { field: 'status', recorded: 'credited', decided: 'unattributed' },
  ];

  it.each<[string, OtherTerms, string]>([
    ['where the window of Anna’s program is a week', program(anna, { windowDays: 7 }), 'outside-window'],
    ['where a thread older than Whence is', settings({ existingThreads: 'unattributed' }), 'existing-thread'],
  ])('is nobody’s %s', async (_where, terms, reason) => {
    const { told, sum } = await redecide(given, terms);
    expect(told).toEqual([expect.objectContaining({ type: 'opening', changes: nobodys(reason) })]);
    expect(sum.credits.get('prt_ANNA')?.opening).toEqual(credits(whole, 0));
    expect(sum.credits.get('nobody')?.opening).toEqual(credits(0, whole));
  });

  it('is Anna’s whatever the window of Ben’s program is, which nothing names', async () => {
    const { told, sum } = await redecide(given, program(ben, { windowDays: 7 }));
    expect(told).toEqual([]);
    expect(sum.unnamedPrograms).toEqual([ben.programId]);
  });

  it('is judged by every version of Anna’s program as if it had been so', async () => {
    const [first] = anna.build().terms;
    const versions = [first!, { ...first!, version: 2, effectiveFrom: time('10:00', 9) }];
    given.work.state.links.splice(0, 1, { ...anna.build(), terms: versions });
    await given.world.redecide.run(theWorkspace, { refCodes: [anna.refCode] });
    const { told, sum } = await redecide(given, program(anna, { windowDays: 7 }));
    expect(told).toHaveLength(1);
    expect(sum.unnamedPrograms).toEqual([]);
  });
});

describe('a person of whom nothing tells whence she came, twenty seconds after a click on Anna’s link', () => {
  beforeEach(async () => {
    given.work.state.clicks.push(aClick(anna, time('09:59:40')));
    await wrote(given);
  });

  it('would be guessed to have come by it, and Anna earns where her program pays for guesses', async () => {
    const guesses = settings({ inference: 'on' });
    expect((await redecide(given, guesses)).sum.credits.get('no-partner')?.opening).toEqual(credits(0, whole));
    const paying = { ...program(anna, { paysInferred: true }), settings: guesses.settings };
    const { sum } = await redecide(given, paying);
    expect(sum.credits.get('prt_ANNA')?.opening).toEqual(credits(0, whole));
    expect(sum.unnamedPrograms).toEqual([]);
  });
});

describe('a decision that is not final', () => {
  it('is counted where it would be final at another moment, though the answer is the same', async () => {
    await wrote(given, anna);
    const { told, sum } = await redecide(given, settings({ finalizationHours: 500 }));
    expect(told).toEqual([]);
    expect(sum).toMatchObject({ finalityMoves: 1, effects: { opening: effects({ same: 1 }) } });
    given.world.clock.set(isFinal);
    expect((await redecide(given, settings({ finalizationHours: 500 }))).sum.finalityMoves).toBe(0);
  });

  it('is not there while the person has not written, and his sale waits', async () => {
    await cameBy(given, ben, time('10:30'));
    await bought(given);
    const { told, sum } = await redecide(given, settings({ model: 'last_touch' }));
    expect(told).toEqual([]);
    expect(sum).toMatchObject({ contacts: 1, effects: { opening: effects({}), sale: effects({}) } });
    expect(sum.credits.size).toBe(0);
  });
});

describe('two contacts that turned out to be one person', () => {
  it('are asked about once each; the absorbed one brought nobody', async () => {
    await wrote(given, anna);
    await wrote(given, ben, '2');
    await bought(given, '2');
    const conversationIds = given.work.state.conversations.map(({ id }) => id) as [ConversationId, ConversationId];
    await given.world.joinContacts.run({ workspaceId: theWorkspace, conversationIds, reason: 'one person' });
    const { sum } = await redecide(given, settings({ model: 'last_touch' }));
    expect(sum.effects).toMatchObject({ opening: effects({ same: 2 }), sale: { incomparable: 0 } });
    expect(sum.credits.get('nobody')?.opening).toEqual(credits(whole));
  });
});

describe('more contacts than are looked at together', () => {
  it('are all decided about', async () => {
    const people = Array.from({ length: 250 }, (_, person) => `${person + 1}`);
    const referral = referralTo(anna.refCode);
    await given.world.deliver({
      signals: people.map((by) => aSignal({ at: time('10:00'), by, platformMessageId: `mid.${by}`, referral })),
    });
    const { told, sum } = await redecide(given, settings({ existingThreads: 'unattributed' }));
    expect(told).toEqual([]);
    expect(sum.contacts).toBe(250);
    expect(sum.credits.get('prt_ANNA')?.opening).toEqual(credits(250 * whole));
  });
});

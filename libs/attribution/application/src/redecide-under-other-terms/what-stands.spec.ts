import { beforeEach, describe, expect, it } from '@jest/globals';
import { defaultSettings } from '@whence/attribution-domain';
import { theWorkspace, time } from '@whence/attribution-testing';

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

let given: Given;

beforeEach(() => {
  given = aBrand();
});

describe('what a person said instead of the evidence', () => {
  const sheCameByBen = () => {
    const conversationId = given.work.state.conversations[0]!.id;
    const override = { target: { kind: 'link', linkId: ben.id }, reason: 'she told us' } as const;
    return given.world.override.run({ workspaceId: theWorkspace, conversationId, ...override });
  };

  it('stands whatever the terms, for the conversation and the sale', async () => {
    await wrote(given, anna);
    await bought(given);
    await sheCameByBen();
    const { told, sum } = await redecide(given, settings({ model: 'last_touch' }));
    expect(told).toEqual([]);
    expect(sum.credits.get('prt_BEN')).toEqual({ opening: credits(whole), lead: credits(0), sale: credits(whole) });
  });

  it('stands although it names what was registered when the decision was final', async () => {
    await wrote(given, anna);
    given.world.clock.set(isFinal);
    given.work.state.history.set(ben.id, { madeAt: isFinal, changedAt: isFinal });
    await sheCameByBen();
    const { sum } = await redecide(given, settings({ model: 'last_touch' }));
    expect(sum.effects.opening).toEqual(effects({ same: 1 }));
  });
});

describe('a sale that is not final, of a person whose conversation is', () => {
  it('follows the conversation as it stands, where the contact is asked about once', async () => {
    given.work.state.settings.push({ settings: { ...defaultSettings, model: 'last_touch' }, effectiveFrom: 0 });
    await cameBy(given, anna, time('10:00', 8));
    await wrote(given);
    given.world.clock.set(time('12:00', -9));
    await cameBy(given, ben, time('10:00', -9));
    await bought(given, '1', time('11:00', -9));
    const firstTouch = { ...program(anna, { windowDays: 7 }), settings: { model: 'first_touch' as const } };
    const { told, sum } = await redecide(given, firstTouch);
    expect(told).toEqual([
      expect.objectContaining({ type: 'opening', effect: 'stays-final' }),
      expect.objectContaining({
        ...{ type: 'sale', effect: 'would-change' },
        changes: [{ field: 'credits', recorded: creditOf(ben), decided: creditOf(anna) }],
      }),
    ]);
    expect(sum.credits.get('prt_ANNA')).toMatchObject({
      opening: credits(whole, whole, 0),
      sale: credits(0, whole, 0),
    });
    expect(sum.credits.get('nobody')).toMatchObject({ opening: credits(0, 0, whole), sale: credits(0, 0, whole) });
  });
});

describe('a link that was registered when everything was final, as of an earlier day', () => {
  beforeEach(async () => {
    given.work.state.links.length = 0;
    await wrote(given, anna);
    await bought(given);
    given.world.clock.set(isFinal);
    given.work.state.links.push(anna.build());
  });

  it('has no part in what is said of other terms', async () => {
    given.work.state.history.set(anna.id, { madeAt: isFinal, changedAt: isFinal });
    const { told, sum } = await redecide(given, settings({ model: 'last_touch' }));
    expect(told).toEqual([]);
    expect(sum.effects).toMatchObject({ opening: effects({ same: 1 }), sale: effects({ same: 1 }) });
  });

  it('makes everything incomparable where it was there before: the terms did not make that difference', async () => {
    const { told, sum } = await redecide(given, settings({ model: 'last_touch' }));
    expect(told).toEqual([]);
    expect(sum.effects).toMatchObject({ opening: effects({ incomparable: 1 }), sale: effects({ incomparable: 1 }) });
    expect(Object.fromEntries(sum.credits)).toEqual({
      nobody: { opening: credits(whole), lead: credits(0), sale: credits(whole) },
    });
  });
});

describe('a sale on record that its own terms do not come to', () => {
  it('is incomparable, and credited in every sum as it is on record', async () => {
    await wrote(given, anna);
    await cameBy(given, ben, time('10:30'));
    await bought(given);
    const kept = given.work.state.conversions.find(({ conversion }) => conversion.type === 'sale')!;
    kept.conversion = { ...kept.conversion, attribution: { status: 'unattributed', reason: 'tampered' } };
    const { told, sum } = await redecide(given, settings({ model: 'last_touch' }));
    expect(told).toEqual([]);
    expect(sum.effects).toMatchObject({ opening: effects({ same: 1 }), sale: effects({ incomparable: 1 }) });
    expect(sum.credits.get('nobody')?.sale).toEqual(credits(whole));
  });
});

describe('a decision on record that no evidence is left of', () => {
  it('is incomparable', async () => {
    await wrote(given, anna);
    given.work.state.copies.length = 0;
    const { told, sum } = await redecide(given, settings({ model: 'last_touch' }));
    expect(told).toEqual([]);
    expect(sum.effects.opening).toEqual(effects({ incomparable: 1 }));
  });
});

import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { Brand, type Partner } from '../src/brand.js';
import { endStateOf, type EndState } from '../src/end-state.js';
import { trialBalanceDifferences } from '../src/look.js';
import { settled } from '../src/settled.js';
import { anInstagramStory, aWhatsAppStory, type Setting, type Story } from '../src/stories.js';
import { theSystem } from '../src/the-system.js';

const ordersSettledInBetween = 8;
const ordersAtOnce = 6;
const minute = 60_000;

describe('the same deliveries, in every order and any number of times', () => {
  const system = theSystem();
  /** Whole seconds, so that every platform's clock can tell it. It is told about ten minutes later. */
  const base = Math.floor(Date.now() / 1_000) * 1_000 - 10 * minute;
  let brand: Brand;
  let anna: Partner;
  let ben: Partner;

  beforeAll(async () => {
    brand = await Brand.on(system);
    anna = await brand.partner('Anna');
    ben = await brand.partner('Ben');
  });

  /** Each piece once or twice, in any order: places in `told`. */
  const someOrders = (pieces: number, count: number): readonly (readonly number[])[] => {
    const times = fc.array(fc.integer({ min: 1, max: 2 }), { minLength: pieces, maxLength: pieces });
    const orders = times.chain((repeats) => {
      const places = repeats.flatMap((repeat, place) => Array.from({ length: repeat }, () => place));
      return fc.shuffledSubarray(places, { minLength: places.length });
    });
    return fc.sample(orders, count);
  };

  const endOf = ({ participantId }: Story): Promise<EndState> => {
    const { zernio, 'meta-graph': meta, 'whatsapp-cloud': cloud } = brand.connections;
    const names = new Map([
      [anna.id, 'Anna'],
      [ben.id, 'Ben'],
      ...[zernio, meta, cloud].map(({ id, provider }) => [id, provider] as const),
    ]);
    return endStateOf(system, { participantId, names });
  };

  const wholeTruth = {
    instagram: {
      attribution: { status: 'credited', matchType: 'ref_code', partnerId: 'Anna' },
      touchpoints: [
        { matchType: 'ref_code', seenBy: ['zernio'] },
        { matchType: 'ref_code', seenBy: ['meta-graph', 'zernio'] },
        { matchType: 'text_code', seenBy: ['meta-graph', 'zernio'] },
      ],
    },
    whatsapp: {
      attribution: { status: 'credited', matchType: 'text_code', partnerId: 'Anna' },
      touchpoints: [{ matchType: 'text_code', seenBy: ['whatsapp-cloud', 'zernio'] }],
    },
  };

  describe.each([
    ['instagram', anInstagramStory],
    ['whatsapp', aWhatsAppStory],
  ] as const)('on %s', (channel, tellAStory) => {
    let setting: Setting;
    let expected: EndState;

    const aStory = (): Story => tellAStory(setting);

    beforeAll(async () => {
      const activeFrom = new Date(base - minute).toISOString();
      const annasLink = await brand.link(anna, channel, { activeFrom });
      const bensLink = await brand.link(ben, channel, { activeFrom });
      setting = { brand, annasLink, bensLink, base };
    });

    it("are Anna's in the order in which it happened", async () => {
      const story = aStory();
      for (const { tell } of story.told) {
        await tell();
        await settled(system);
      }
      expected = await endOf(story);
      expect(expected).toMatchObject(wholeTruth[channel]);
      expect(expected.conversions).toHaveLength(4);
      expect(expected.commissions).toEqual([
        'lead 500 BRL for Anna',
        'opening 200 BRL for Anna',
        'sale 150 BRL for Anna',
        'sale 150 BRL for Anna',
      ]);
    });

    it('end in the same rows in any order, each settled before the next comes', async () => {
      const stories = Array.from({ length: ordersSettledInBetween }, aStory);
      const orders = someOrders(aStory().told.length, stories.length);
      for (let round = 0; orders.some((order) => round < order.length); round += 1) {
        await Promise.all(stories.map(async ({ told }, index) => told[orders[index]?.[round] ?? -1]?.tell()));
        await settled(system);
      }
      for (const [index, story] of stories.entries()) await expectTheSame(story, orders[index]);
    });

    it('end in the same rows when all of them come at once', async () => {
      const stories = Array.from({ length: ordersAtOnce }, aStory);
      const orders = someOrders(aStory().told.length, stories.length);
      await Promise.all(
        stories.flatMap(({ told }, index) => orders[index]?.map(async (place) => told[place]?.tell()) ?? []),
      );
      await settled(system);
      for (const [index, story] of stories.entries()) await expectTheSame(story, orders[index]);
    });

    /** The order stands beside the state, so that a failure shows which one it was. */
    const expectTheSame = async (story: Story, order: readonly number[] = []): Promise<void> => {
      const told = order.map((place) => story.told[place]?.name);
      expect({ told, ...(await endOf(story)) }).toEqual({ told, ...expected });
    };
  });

  it('leave the ledger in balance, whatever was reversed on the way', async () => {
    expect(new Set(await trialBalanceDifferences(system))).toEqual(new Set(['0']));
  });
});

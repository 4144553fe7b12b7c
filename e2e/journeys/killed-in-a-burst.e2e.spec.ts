import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Conversation, Conversion } from '../src/answers.js';
import { Brand, type Link, type Partner } from '../src/brand.js';
import { Burst, type Sent } from '../src/burst.js';
import { rowsAs } from '../src/database.js';
import { deliver } from '../src/deliveries/deliver.js';
import { linkReferral } from '../src/deliveries/message.js';
import { metaMessage } from '../src/deliveries/meta-graph.js';
import { whatsAppMessage } from '../src/deliveries/whatsapp-cloud.js';
import { zernioMessage } from '../src/deliveries/zernio.js';
import { balancesOf, commissionsOf, funnelRow, trialBalanceDifferences } from '../src/look.js';
import { OwnSystem } from '../src/own-system.js';
import { aPerson, freshMessageId } from '../src/person.js';
import { settled } from '../src/settled.js';
import { codeIn, tap } from '../src/tap.js';

const deliveriesPerBurst = 360;
const tapsPerBurst = 180;
const openingRewardMinor = 200;

describe('standalone is killed with -9 in the middle of a burst, and started again', () => {
  /** Everybody who wrote, by the id that is shown; and every click part that a redirect gave out. */
  const writers: Sent<string>[] = [];
  const taps: Sent<string>[] = [];
  let system: OwnSystem;
  let brand: Brand;
  let anna: Partner;
  let instagramLink: Link;
  let whatsAppLink: Link;

  beforeAll(async () => {
    system = await OwnSystem.started();
    brand = await Brand.on(system);
    anna = await brand.partner('Anna');
    instagramLink = await brand.link(anna, 'instagram');
    whatsAppLink = await brand.link(anna, 'whatsapp');
  });

  afterAll(async () => {
    await system.remove();
  });

  /** Somebody new, sent by Anna, through each of the providers in turn. */
  const aWriter = (turn: number): { readonly participantId: string; readonly send: () => Promise<void> } => {
    const person = aPerson();
    const typed = { id: freshMessageId(), text: `Hi! ${whatsAppLink.textCode}`, at: Date.now() };
    const referred = { ...typed, text: 'Hi!', referral: linkReferral(instagramLink.refCode) };
    const { instagram, whatsapp } = brand.accounts;
    const { zernio, 'meta-graph': meta, 'whatsapp-cloud': cloud } = brand.connections;
    const ways = [
      { participantId: person.igsid, send: () => deliver(zernio, zernioMessage(instagram, person, referred)) },
      { participantId: person.igsid, send: () => deliver(meta, metaMessage(instagram, person, referred)) },
      { participantId: person.phone, send: () => deliver(cloud, whatsAppMessage(whatsapp, person, typed)) },
    ] as const;
    return ways[turn % ways.length] ?? ways[0];
  };

  const kill = async (target: 'process' | 'process group'): Promise<void> => {
    const burst = new Burst();
    for (let turn = 0; turn < deliveriesPerBurst; turn += 1) {
      const { participantId, send } = aWriter(turn);
      const once = async (): Promise<string> => {
        await send();
        return participantId;
      };
      writers.push(burst.add(once, { again: send, name: participantId }));
    }
    for (let turn = 0; turn < tapsPerBurst; turn += 1) {
      taps.push(burst.add(async () => codeIn(await tap(whatsAppLink)).slice(-6)));
    }
    await burst.runUntilHalfIsAcknowledged(() => system.kill(target));
    expect(burst.acknowledged).toBeGreaterThan(0);
    expect(burst.unacknowledged).toBeGreaterThan(0);
    await system.start();
    await settled(system);
  };

  const acknowledged = (sent: readonly Sent<string>[]): readonly string[] =>
    sent.flatMap(({ answer }) => (answer === undefined ? [] : [answer]));

  const conversations = (): Promise<readonly Conversation[]> => system.api.all<Conversation>('/v1/conversations');

  const expectEveryConversationOnce = async (): Promise<void> => {
    const stored = (await conversations()).map(({ participantId }) => participantId);
    expect(new Set(stored).size).toBe(stored.length);
    expect(acknowledged(writers).filter((participantId) => !stored.includes(participantId))).toEqual([]);
    const sent = new Set(writers.map(({ name }) => name));
    expect(stored.filter((participantId) => !sent.has(participantId))).toEqual([]);
  };

  const expectEveryClickOnce = async (): Promise<void> => {
    const sql = 'SELECT click_part FROM attribution.click WHERE link_id = $1';
    const rows = await rowsAs<{ click_part: string }>(
      system,
      { role: 'whence_worker' },
      { sql, params: [whatsAppLink.id] },
    );
    const stored = rows.map(({ click_part: clickPart }) => clickPart);
    expect(acknowledged(taps).filter((clickPart) => !stored.includes(clickPart))).toEqual([]);
    expect(stored.length).toBeLessThanOrEqual(taps.length);
    expect(await funnelRow(system, 'link', whatsAppLink.id)).toMatchObject({ clicks: stored.length });
  };

  const expectEveryOpeningPaidOnce = async (): Promise<void> => {
    const all = await conversations();
    expect(new Set(all.map(({ attribution }) => attribution?.partnerId))).toEqual(new Set([anna.id]));
    const openings = await system.api.all<Conversion>('/v1/conversions?type=opening');
    expect(openings).toHaveLength(all.length);
    expect(await commissionsOf(system, anna)).toHaveLength(all.length);
    expect(await balancesOf(system, anna)).toMatchObject([
      { totalMinor: (all.length * openingRewardMinor).toString() },
    ]);
    expect(await funnelRow(system, 'partner', anna.id)).toMatchObject({ conversations: all.length });
    expect(await trialBalanceDifferences(system)).toEqual(['0']);
  };

  describe.each(['process', 'process group'] as const)('the %s', (target) => {
    beforeAll(() => kill(target));

    it('everybody whose delivery was acknowledged is there, once', () => expectEveryConversationOnce());

    it('every click whose redirect was answered is there, once', () => expectEveryClickOnce());

    it('every opening was paid once, and the trial balance is zero', () => expectEveryOpeningPaidOnce());
  });

  it('what was never acknowledged is delivered again, as providers do, and then everybody is there, once', async () => {
    await Promise.all(writers.filter(({ answer }) => answer === undefined).map(async ({ again }) => again?.()));
    await settled(system);
    expect(await conversations()).toHaveLength(writers.length);
    await expectEveryConversationOnce();
    await expectEveryOpeningPaidOnce();
  });
});

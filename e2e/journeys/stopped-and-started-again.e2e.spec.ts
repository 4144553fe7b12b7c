import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Brand, type Link, type Partner } from '../src/brand.js';
import { deliver } from '../src/deliveries/deliver.js';
import { whatsAppMessage } from '../src/deliveries/whatsapp-cloud.js';
import { balancesOf, funnelRow, theConversationOf } from '../src/look.js';
import { OwnSystem } from '../src/own-system.js';
import { aPerson, freshMessageId } from '../src/person.js';
import { settled } from '../src/settled.js';
import { codeIn, tap } from '../src/tap.js';

describe('standalone is stopped with Ctrl-C, and started again', () => {
  const maria = aPerson();
  let system: OwnSystem;
  let brand: Brand;
  let anna: Partner;
  let link: Link;

  beforeAll(async () => {
    system = await OwnSystem.started();
    brand = await Brand.on(system);
    anna = await brand.partner('Anna');
    link = await brand.link(anna, 'whatsapp');
  });

  afterAll(async () => {
    await system.remove();
  });

  it('ends with 0', async () => {
    const message = { id: freshMessageId(), text: codeIn(await tap(link)), at: Date.now() };
    await deliver(brand.connections['whatsapp-cloud'], whatsAppMessage(brand.accounts.whatsapp, maria, message));
    // Not settled: what was acknowledged a moment ago is worked off by the next start.
    expect(await system.stop('SIGINT')).toBe(0);
    await expect(tap(link)).rejects.toThrow('fetch failed');
  });

  it('keeps the data, the keys and the secrets', async () => {
    const readyAfterMs = await system.start();
    process.stderr.write(`a second start is ready after ${(readyAfterMs / 1_000).toFixed(1)} s\n`);
    await settled(system);
    const { attribution } = await theConversationOf(system, maria.phone);
    expect(attribution).toMatchObject({ status: 'credited', matchType: 'click_token', partnerId: anna.id });
    expect(await balancesOf(system, anna)).toMatchObject([{ totalMinor: '200' }]);
    expect(await funnelRow(system, 'link', link.id)).toMatchObject({ clicks: 1, conversations: 1 });

    const message = { id: freshMessageId(), text: 'still there?', at: Date.now() };
    await deliver(brand.connections['whatsapp-cloud'], whatsAppMessage(brand.accounts.whatsapp, aPerson(), message));
  });
});

import { beforeAll, describe, expect, it } from '@jest/globals';

import { Brand, type Link, type Partner } from '../src/brand.js';
import { deliver } from '../src/deliveries/deliver.js';
import { linkReferral } from '../src/deliveries/message.js';
import { metaMessage } from '../src/deliveries/meta-graph.js';
import { zernioMessage } from '../src/deliveries/zernio.js';
import { commissionsOf, theConversationOf } from '../src/look.js';
import { aPerson, freshMessageId } from '../src/person.js';
import { settled } from '../src/settled.js';
import { codeIn, refIn } from '../src/tap.js';
import { theSystem } from '../src/the-system.js';

interface MintedTest {
  readonly id: string;
  readonly targetUrl: string;
}

interface Report {
  readonly status: string;
  readonly linkId: string;
  readonly deliveries: readonly object[];
}

interface Funnel {
  readonly rows: readonly { readonly key: string | null; readonly clicks: number }[];
}

describe('a link is tried out, from mint to report', () => {
  const system = theSystem();
  let brand: Brand;
  let anna: Partner;
  let link: Link;
  let whatsAppLink: Link;

  const minted = async ({ id }: Link): Promise<MintedTest> => {
    const { status, body } = await system.api.ask<MintedTest>('POST', `/v1/links/${id}/test`);
    expect(status).toBe(201);
    return body;
  };
  const reportOf = async ({ id }: MintedTest): Promise<Report> =>
    (await system.api.ask<Report>('GET', `/v1/link-tests/${id}`)).body;

  beforeAll(async () => {
    brand = await Brand.on(system);
    anna = await brand.partner('Anna');
    link = await brand.link(anna, 'instagram');
    whatsAppLink = await brand.link(anna, 'whatsapp');
  });

  it('tells which provider delivered the ref and which did not, and credits nobody', async () => {
    const test = await minted(link);
    expect(await reportOf(test)).toMatchObject({ status: 'waiting', linkId: link.id, deliveries: [] });

    const tester = aPerson();
    const message = { id: freshMessageId(), text: 'a test', at: Date.now() };
    const referral = linkReferral(refIn(new URL(test.targetUrl)));
    await deliver(brand.connections.zernio, zernioMessage(brand.accounts.instagram, tester, message));
    await settled(system);
    expect(await reportOf(test)).toMatchObject({ status: 'waiting', deliveries: [] });
    await deliver(
      brand.connections['meta-graph'],
      metaMessage(brand.accounts.instagram, tester, { ...message, referral }),
    );
    await settled(system);

    expect(await reportOf(test)).toMatchObject({
      status: 'arrived',
      deliveries: [
        { connectionId: brand.connections.zernio.id, provider: 'zernio', carriedIn: 'nothing' },
        { provider: 'meta-graph', signal: 'message-received', carriedIn: 'referral', referral },
      ],
    });
    expect((await theConversationOf(system, tester.igsid)).attribution).toMatchObject({
      status: 'unattributed',
      reason: 'link-test',
    });
  });

  it('on WhatsApp is found by the code in the text', async () => {
    const test = await minted(whatsAppLink);
    const tester = aPerson();
    const message = { id: freshMessageId(), text: `Hi! ${codeIn(new URL(test.targetUrl))}`, at: Date.now() };
    await deliver(brand.connections.zernio, zernioMessage(brand.accounts.whatsapp, tester, message));
    await settled(system);
    expect(await reportOf(test)).toMatchObject({
      status: 'arrived',
      deliveries: [{ provider: 'zernio', signal: 'message-received', carriedIn: 'text' }],
    });
  });

  it('is no click of anybody in the reports, and earns nothing', async () => {
    const { body } = await system.api.ask<Funnel>(
      'GET',
      '/v1/analytics/funnel?from=2020-01-01T00:00:00.000Z&to=2040-01-01T00:00:00.000Z&groupBy=link',
    );
    expect(body.rows.filter(({ key, clicks }) => clicks > 0 && [link.id, whatsAppLink.id].includes(key ?? ''))).toEqual(
      [],
    );
    expect(await commissionsOf(system, anna)).toEqual([]);
  });

  it('is known to nobody by an id that is none', async () => {
    expect((await system.api.ask('GET', '/v1/link-tests/clk_01KAQ3ZV5N8T2M4R6P7S9W1X4F')).status).toBe(404);
    expect((await system.api.ask('POST', '/v1/links/lnk_01KAQ3ZV5N8T2M4R6P7S9W1X4F/test')).status).toBe(404);
  });
});

import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Backlog } from '../src/answers.js';
import { Brand, register, unregistered, type Connection, type Link, type Partner } from '../src/brand.js';
import { rowsAs } from '../src/database.js';
import { deliver, post, postUnsigned, type Payload } from '../src/deliveries/deliver.js';
import { metaMessage } from '../src/deliveries/meta-graph.js';
import { whatsAppMessage } from '../src/deliveries/whatsapp-cloud.js';
import { zernioMessage, zernioNews } from '../src/deliveries/zernio.js';
import { conversationsOf, explanationOf, theConversationOf } from '../src/look.js';
import { metricsOf } from '../src/metrics.js';
import { aPerson, freshMessageId } from '../src/person.js';
import { settled } from '../src/settled.js';
import { codeIn, tap } from '../src/tap.js';
import { theSystem } from '../src/the-system.js';

describe('whatever arrives at the edge', () => {
  const system = theSystem();
  let brand: Brand;
  let anna: Partner;
  let link: Link;

  beforeAll(async () => {
    brand = await Brand.on(system);
    anna = await brand.partner('Anna');
    link = await brand.link(anna, 'whatsapp');
  });

  const hello = (text = 'Hi!') => ({ id: freshMessageId(), text, at: Date.now() });

  const deliveries = (): readonly (readonly [Connection, Payload])[] => [
    [brand.connections.zernio, zernioMessage(brand.accounts.instagram, aPerson(), hello())],
    [brand.connections['meta-graph'], metaMessage(brand.accounts.messenger, aPerson(), hello())],
    [brand.connections['whatsapp-cloud'], whatsAppMessage(brand.accounts.whatsapp, aPerson(), hello())],
  ];

  /** Deliveries of the brand's connections that were stored, in whatever state. */
  const storedDeliveries = async (): Promise<number> => {
    const connectionIds = Object.values(brand.connections).map(({ id }) => id);
    const sql = 'SELECT count(*)::int AS stored FROM intake.inbox WHERE connection_id = ANY ($1)';
    const [row] = await rowsAs<{ stored: number }>(system, { role: 'whence_worker' }, { sql, params: [connectionIds] });
    return row?.stored ?? -1;
  };

  const quarantined = async (): Promise<number> => (await system.api.get<Backlog>('/v1/backlog')).quarantined;

  it('a delivery that is signed wrongly, by somebody else, or not at all is 401, and nothing of it is stored', async () => {
    const before = { stored: await storedDeliveries(), quarantined: await quarantined() };
    for (const [connection, payload] of deliveries()) {
      expect(await post({ ...connection, secret: 'guessed' }, payload)).toBe(401);
      expect(await postUnsigned(connection, payload)).toBe(401);
      expect(await postUnsigned(connection, payload, 'sha256=00')).toBe(401);
    }
    expect({ stored: await storedDeliveries(), quarantined: await quarantined() }).toEqual(before);
  });

  it('a signed body that is no JSON, or nested without end, is 400 and kept aside', async () => {
    const before = await quarantined();
    for (const [connection] of deliveries()) {
      expect(await post(connection, '{"object":"instagram","entry":[')).toBe(400);
      expect(await post(connection, '['.repeat(100_000) + ']'.repeat(100_000))).toBe(400);
    }
    expect(await quarantined()).toBe(before + 6);
  });

  it('an event that nobody has heard of is 200, and counted by its name', async () => {
    const name = `comment.received_${freshMessageId().slice(0, 8)}`;
    for (let time = 0; time < 3; time += 1) await deliver(brand.connections.zernio, zernioNews(name));
    const news = { object: 'instagram', entry: [{ id: '1', time: 1, changes: [{ field: 'comments', value: {} }] }] };
    await deliver(brand.connections['meta-graph'], news);
    await settled(system);

    const sql = 'SELECT name, count FROM intake.delivery_count WHERE connection_id = ANY ($1)';
    const connectionIds = [brand.connections.zernio.id, brand.connections['meta-graph'].id];
    const counts = await rowsAs(system, { role: 'whence_worker' }, { sql, params: [connectionIds] });
    expect(counts).toContainEqual({ name: `unknown-event:${name}`, count: '3' });
    expect(counts).toHaveLength(2);
    expect(await metricsOf(system)).toMatch(/^whence_intake_deliveries_total\{[^}]*outcome="stored"[^}]*\} [1-9]/m);
  });

  it('NUL and half a surrogate pair in a text are taken and cleaned, and the code beside them is still credited', async () => {
    const [maria, joao] = [aPerson(), aPerson()];
    const text = `ol\u0000\u00e1 \ud800 ${codeIn(await tap(link))}\u0000 \udc00`;
    const payload = JSON.stringify(whatsAppMessage(brand.accounts.whatsapp, maria, hello(text)));
    expect(payload).toContain('\\u0000');
    expect(payload).toContain('\\ud800');
    await deliver(brand.connections['whatsapp-cloud'], payload);
    await deliver(brand.connections.zernio, zernioMessage(brand.accounts.whatsapp, joao, hello(text)));
    await settled(system);

    for (const { phone } of [maria, joao]) {
      const { attribution } = await theConversationOf(system, phone);
      expect(attribution).toMatchObject({ status: 'credited', partnerId: anna.id, linkId: link.id });
    }
  });

  it('a delivery for an account that nobody registered is kept aside, and replayed when it is registered', async () => {
    const maria = aPerson();
    const newNumber = unregistered('whatsapp');
    const before = await quarantined();
    const text = `Hi, Anna gave me ${link.textCode}`;
    await deliver(brand.connections['whatsapp-cloud'], whatsAppMessage(newNumber, maria, hello(text)));
    expect((await settled(system)).quarantined).toBe(before + 1);
    expect(await conversationsOf(system, maria.phone)).toEqual([]);

    const account = await register(system, newNumber);
    expect((await settled(system)).quarantined).toBe(before);
    const conversation = await theConversationOf(system, maria.phone);
    expect(conversation).toMatchObject({
      channelAccountId: account.id,
      attribution: { status: 'credited', matchType: 'text_code', partnerId: anna.id },
    });
    const { touchpoints } = await explanationOf(system, conversation);
    expect(touchpoints).toMatchObject([{ evidence: { textCode: link.textCode } }]);
  });

  it('an id that is added to an account brings what was kept aside for it, too', async () => {
    const maria = aPerson();
    const zernioAccountId = freshMessageId();
    const known = await register(system, {
      ...unregistered('instagram'),
      externalIds: { metaId: unregistered('instagram').externalIds.metaId ?? '' },
    });
    const asZernioKnowsIt = { ...known, externalIds: { zernioAccountId } };
    const before = await quarantined();
    await deliver(brand.connections.zernio, zernioMessage(asZernioKnowsIt, maria, hello()));
    expect((await settled(system)).quarantined).toBe(before + 1);

    await system.api.patch(`/v1/channel-accounts/${known.id}`, { externalIds: { zernioAccountId } });
    expect((await settled(system)).quarantined).toBe(before);
    expect((await theConversationOf(system, maria.igsid)).channelAccountId).toBe(known.id);
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { GraphUnderTest } from '../test/graph-under-test.js';
import { fieldsRead } from './fields-read.js';
import { metaGraphSubscriptions } from './meta-graph-subscriptions.js';

const pageToken = 'EAAPageToken';
const instagramToken = 'IGAAInstagramToken';
const webhookPath = '/webhooks/meta-graph/con_01KAQ3ZV5N8T2M4R6P7S9W1X4F';
const pageId = '104500000000001';
const instagramId = '17841400000000501';
const page = { channel: 'messenger', externalIds: { metaId: pageId } } as const;
const instagram = { channel: 'instagram', externalIds: { metaId: instagramId } } as const;
const app = { link: 'https://whence.test', name: 'Whence', id: '15000000000001' };
const iceBreakers = '/ig/me/messenger_profile?fields=ice_breakers&platform=instagram';
const nothingMissing = { kind: 'compared', missing: [] };

let graph: GraphUnderTest;
let instagramGraph: GraphUnderTest;

beforeEach(async () => {
  graph = await GraphUnderTest.start(pageToken);
  instagramGraph = await GraphUnderTest.start(instagramToken);
  graph.answers = {
    '/fb/me?fields=id': { id: pageId },
    '/fb/me?fields=instagram_business_account': { instagram_business_account: { id: instagramId }, id: pageId },
    '/fb/app?fields=id': { id: app.id },
    '/fb/me/subscribed_apps': { data: [{ ...app, subscribed_fields: fieldsRead.messenger }] },
    '/fb/me/messenger_profile?fields=get_started': { data: [{ get_started: { payload: 'GET_STARTED' } }] },
    '/fb/me/messenger_profile?fields=ice_breakers&platform=instagram': {
      data: [{ call_to_actions: [{ question: 'How?', payload: 'H' }], locale: 'default' }],
    },
  };
  instagramGraph.answers = {
    '/ig/me?fields=user_id': { user_id: instagramId, id: '26000000000000001' },
    '/ig/me/subscribed_apps': { data: [{ ...app, subscribed_fields: fieldsRead.instagram }] },
    [iceBreakers]: { data: [{ ice_breakers: [{ call_to_actions: [{ question: 'How?' }], locale: 'default' }] }] },
  };
});

afterEach(() => {
  graph.hangUp();
  instagramGraph.hangUp();
});

const through = (apiKey: string, timeoutMs = 5_000) =>
  metaGraphSubscriptions({ graphUrl: `${graph.url}/fb`, instagramUrl: `${instagramGraph.url}/ig`, timeoutMs }).through({
    apiKey,
    webhookPath,
  });

describe('subscriptions asked of Meta', () => {
  it('of a Page lack nothing where all is in place', async () => {
    expect(await through(pageToken)(page)).toEqual(nothingMissing);
    expect(instagramGraph.asked).toEqual([]);
  });

  it('of an Instagram account are asked where its token is from', async () => {
    expect(await through(instagramToken)(instagram)).toEqual(nothingMissing);
    expect(graph.asked).toEqual([]);
    expect(await through(pageToken)(instagram)).toEqual(nothingMissing);
  });

  it('lack what Meta took away after an hour of errors', async () => {
    graph.answers['/fb/me/subscribed_apps'] = { data: [] };
    graph.answers['/fb/me/messenger_profile?fields=get_started'] = { data: [] };
    expect(await through(pageToken)(page)).toEqual({ kind: 'compared', missing: ['subscription', 'get-started'] });
  });

  it('are not taken for there because a vendor’s app has one', async () => {
    graph.answers['/fb/me/subscribed_apps'] = {
      data: [{ name: 'Vendor', id: '15000000000002', subscribed_fields: fieldsRead.messenger }],
    };
    expect(await through(pageToken)(page)).toEqual({ kind: 'compared', missing: ['subscription'] });
    delete graph.answers['/fb/app?fields=id'];
    expect(await through(pageToken)(page)).toEqual(nothingMissing);
  });

  it.each([
    ['old', [{ question: 'How?', payload: 'H' }], []],
    ['empty', [], ['ice-breakers']],
    ['emptied', [{ ice_breakers: [] }], ['ice-breakers']],
  ])('see ice breakers in the %s shape', async (_, data, missing) => {
    instagramGraph.answers[iceBreakers] = { data };
    expect(await through(instagramToken)(instagram)).toEqual({ kind: 'compared', missing });
  });

  it('are another key’s where this one is of another account', async () => {
    const other = { ...page, externalIds: { metaId: '104500000000009' } };
    expect(await through(pageToken)(other)).toMatchObject({ kind: 'not-its-account' });
    expect(await through(instagramToken)(page)).toMatchObject({ kind: 'not-its-account' });
    expect(await through(pageToken)({ channel: 'messenger', externalIds: {} })).toEqual({ kind: 'not-there' });
  });

  it('are unreachable with a token that is refused, and the cause does not tell the token', async () => {
    const cause = 'Meta: 401 Invalid OAuth access token. (code 190)';
    expect(await through('EAARevoked')(page)).toEqual({ kind: 'unreachable', cause });
  });

  it('are unreachable where Meta says something else, or nothing', async () => {
    graph.answers['/fb/me/subscribed_apps'] = { apps: [] };
    expect(await through(pageToken)(page)).toEqual({ kind: 'unreachable', cause: 'Meta: an answer without data' });
    graph.hangUp();
    expect(await through(pageToken)(page)).toMatchObject({
      kind: 'unreachable',
      cause: expect.stringMatching(/^Meta: no answer/),
    });
  });
});

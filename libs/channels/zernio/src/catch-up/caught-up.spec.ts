import { describe, expect, it } from '@jest/globals';

import { at, instagram, linkReferral, messenger, received, whatsapp } from '../../test/expectations.js';
import { translateFixture } from '../../test/fixtures.js';
import { signalsOf, since, storedThread, translateCaughtUp } from '../../test/stored.js';
import { caughtUpOf } from './caught-up.js';

const thread = storedThread('instagram-link');
const onWhatsapp = storedThread('whatsapp-ad');
const [later, opening] = thread.messages as [object, object];

const withMetadata = (metadata: object | null) => ({
  ...thread,
  conversation: { ...thread.conversation, metadata },
});

describe('what Zernio has stored of a conversation that a link led to', () => {
  it('is its messages, and the one that brought the referral with it', () => {
    const opened = { ...instagram, occurredAt: at('2026-11-02T10:00:00.400Z', 'vendor') };
    expect(signalsOf(thread)).toEqual([
      received(
        { ...opened, occurredAt: at('2026-11-02T10:07:00.000Z', 'vendor') },
        { text: 'Are you there?', platformMessageId: 'aWdfZAG2f' },
      ),
      received(opened, { text: 'Hi!', platformMessageId: 'aWdfZAG1f' }),
      received(opened, {
        text: 'Hi!',
        platformMessageId: 'aWdfZAG1f',
        referral: linkReferral('IGME-SOURCE-LINK'),
      }),
    ]);
  });

  it('says the same as the webhook, but for whose time it is', () => {
    const [webhook] = translateFixture('message-received-with-ref').signals;
    const stored = signalsOf(thread).at(-1);
    expect(webhook?.occurredAt.clock).toBe('platform');
    expect({ ...stored, occurredAt: webhook?.occurredAt }).toEqual(webhook);
  });

  it('is found under the same addresses again, whatever was said since, and wherever the window begins', () => {
    const first = caughtUpOf({ ...thread, messages: [opening] }, since).map(({ address }) => address);
    const then = caughtUpOf(
      { conversation: { ...thread.conversation, updatedTime: '2026-11-03T10:00:00Z' }, messages: thread.messages },
      since + 1,
    ).map(({ address }) => address);
    expect(then).toEqual(expect.arrayContaining(first));
    expect(new Set(then).size).toBe(3);
  });

  it('has another address where the referral is another', () => {
    const addresses = (clid: string) =>
      caughtUpOf(
        { ...onWhatsapp, conversation: { ...onWhatsapp.conversation, metadata: metadataWith(clid) } },
        since,
      ).map(({ address }) => address);
    const metadataWith = (clid: string) => ({
      ctwa_clid: clid,
      ctwa_source_id: '1',
      ctwa_captured_at: '2026-11-02T10:00:01Z',
    });
    expect(addresses('one').at(-1)).not.toBe(addresses('other').at(-1));
  });

  it('is left alone where it is a group', () => {
    expect(caughtUpOf({ ...thread, conversation: { ...thread.conversation, isGroup: true } }, since)).toEqual([]);
  });

  it('names the message where a webhook would have said as much, and only there', () => {
    const bringing = { ...opening, metadata: { referral: { ref: 'ANNA10' } } };
    const named = caughtUpOf({ ...thread, messages: [later, bringing] }, since);
    expect(named.map(({ platformMessageId }) => platformMessageId)).toEqual(['aWdfZAG2f', undefined, undefined]);
  });
});

describe('an ad that Zernio has stored', () => {
  it('of Messenger opens a thread where no message brought it, with its id exact and in Meta’s own words', () => {
    expect(signalsOf(storedThread('messenger-ad-without-message')).at(-1)).toEqual({
      kind: 'thread-opened',
      ...messenger,
      occurredAt: at('2026-11-02T10:00:01.000Z', 'vendor'),
      referral: {
        adId: '120226305854810779',
        source: 'ADS',
        type: 'OPEN_THREAD',
        isProduct: false,
        delivered: {
          ad_id: '120226305854810779',
          source: 'ADS',
          type: 'OPEN_THREAD',
          ads_context_data: { ad_title: 'Autumn' },
        },
      },
    });
  });

  it('of WhatsApp comes with its message, in whole seconds', () => {
    const occurredAt = at('2026-11-02T10:00:00.000Z', 'vendor', 1000);
    expect(signalsOf(onWhatsapp).at(-1)).toEqual(
      received(
        { ...whatsapp, occurredAt },
        {
          text: 'Hello WH-K7M',
          platformMessageId: 'wamid.HBgL1',
          referral: {
            adId: '120299000000000999',
            ctwaClid: 'Aff-test',
            isProduct: false,
            delivered: {
              source_url: 'https://fb.me/abc',
              source_id: '120299000000000999',
              source_type: 'ad',
              headline: 'Autumn',
              ctwa_clid: 'Aff-test',
            },
          },
        },
      ),
    );
  });

  it('of WhatsApp without its message is no touch: Zernio moves the time when a click id comes later', () => {
    expect(translateCaughtUp({ ...onWhatsapp, messages: [] })).toEqual({
      signals: [],
      unreadable: [],
      ignored: ['referral-without-message'],
    });
  });
});

describe('a message that Zernio has stored', () => {
  it('of the business says when it was sent', () => {
    expect(signalsOf(onWhatsapp)[1]).toEqual({
      kind: 'business-wrote',
      ...whatsapp,
      occurredAt: at('2026-11-02T09:00:00.000Z', 'vendor', 1000),
      platformMessageId: 'wamid.HBgL0',
    });
  });

  it('without an id is none that could be told twice apart', () => {
    expect(caughtUpOf({ ...withMetadata(null), messages: [{ ...opening, id: null }] }, since)).toEqual([]);
  });

  it.each([
    [
      'says what it said before it was edited',
      { editHistory: [{ text: 'WH-K7M' }, { text: 'x' }] },
      { text: 'WH-K7M' },
    ],
    ['has no text where the platform withheld it', { message: '[Unsupported message]' }, { isReadable: false }],
    ['is a postback where its label was tapped', { metadata: { postbackTitle: 'Hi!' } }, { form: 'postback' }],
    ['brings its own referral', { metadata: { referral: { ref: 'BEN' } } }, { referral: { ref: 'BEN' } }],
  ])('%s', (_, facts, expected) => {
    const [signal] = signalsOf({ ...withMetadata(null), messages: [{ ...opening, ...facts }] });
    expect(signal).toMatchObject({ kind: 'message-received', ...expected });
    expect('text' in (signal ?? {})).toBe('text' in expected || 'referral' in expected);
  });

  it.each([
    ['was imported with old chats', { metadata: { source: 'coexistence_history' } }, 'history'],
    ['never reached the person', { direction: 'outgoing', deliveryStatus: 'failed' }, 'message-failed'],
  ])('that %s is no signal', (_, facts, name) => {
    expect(translateCaughtUp({ ...withMetadata(null), messages: [{ ...opening, ...facts }] })).toEqual({
      signals: [],
      unreadable: [],
      ignored: [name],
    });
  });

  it.each([
    ['who wrote', { direction: null }, 'no-direction'],
    ['when', { createdAt: 'soon' }, 'no-time'],
  ])('that does not say %s is kept aside', (_, facts, reason) => {
    const { unreadable } = translateCaughtUp({ ...withMetadata(null), messages: [{ ...opening, ...facts }] });
    expect(unreadable).toEqual([{ path: 'message', reason }]);
  });

  it('is named by its person, and never by what Zernio calls the conversation', () => {
    const { conversation } = withMetadata(null);
    const nameless = { conversation: { ...conversation, participantId: null }, messages: [opening] };
    expect(signalsOf(nameless)).toMatchObject([{ participant: [{ value: '17841400000000001' }] }]);
    const nobody = { ...nameless, messages: [{ ...opening, senderId: null }] };
    expect(translateCaughtUp(nobody).unreadable).toEqual([{ path: 'message', reason: 'no-sender' }]);
  });
});

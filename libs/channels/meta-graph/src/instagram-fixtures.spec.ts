import { describe, expect, it } from '@jest/globals';
import { expectTranslation, linkReferral, person } from '../test/expectations.js';
import { translateFixture } from '../test/fixtures.js';

const igsid = person('instagram', '17841400000000501');

describe('Instagram', () => {
  it.each([
    [
      'an ice breaker with the ref of an ig.me link',
      'instagram-ice-breaker-with-ref',
      igsid('8800000000000021', 1792100000100).tapped('aWdfZAG-1', linkReferral('SHORTLINKS')),
    ],
    [
      'a typed message with the ref of an ig.me link',
      'instagram-message-with-ref',
      igsid('8800000000000022', 1792100001000).wrote('aWdfZAG-2', 'hey', linkReferral('SHORTLINKS')),
    ],
    [
      'a link into an existing thread',
      'instagram-link-into-existing-thread',
      igsid('8800000000000023', 1792100002000).openedBy(linkReferral('IGME-SOURCE-LINK')),
    ],
    [
      'a message after an ad that has a ref of its own',
      'instagram-ad-message',
      igsid('8800000000000024', 1792100003000).wrote('aWdfZAG-3', 'Price?', {
        ref: 'autumn',
        source: 'ADS',
        type: 'OPEN_THREAD',
        adId: '120299000000000888',
        isProduct: false,
        delivered: expect.objectContaining({ ads_context_data: expect.anything() }),
      }),
    ],
    [
      'a reply to a story',
      'instagram-story-reply',
      igsid('8800000000000025', 1792100003500).wrote('aWdfZAG-4', 'nice'),
    ],
    [
      'an echo by its flag, although it names the person as sender',
      'instagram-echo-with-the-person-as-sender',
      igsid('8800000000000025', 1792100003800).wasWrittenTo('aWdfZAG-8'),
    ],
    [
      'a quick reply without its label, which nobody typed',
      'instagram-quick-reply',
      igsid('8800000000000025', 1792100004100).sent('aWdfZAG-9'),
    ],
    [
      'a message that the platform will not show',
      'instagram-unsupported-message',
      igsid('8800000000000025', 1792100004200).sent('aWdfZAG-10', false),
    ],
    [
      'a hostile ref as no ref, keeping the touch as it was delivered',
      'instagram-hostile-ref',
      igsid('8800000000000026', 1792100004300).wrote('aWdfZAG-11', 'hey', {
        source: 'SHORTLINKS',
        type: 'OPEN_THREAD',
        isProduct: false,
        delivered: { ref: "<script>alert('x')</script>", source: 'SHORTLINKS', type: 'OPEN_THREAD' },
      }),
    ],
    [
      'a message that comes as a change, with its time in seconds',
      'instagram-message-as-change',
      igsid('8800000000000027', 1792100004000, 1000).wrote('aWdfZAG-12', 'hello'),
    ],
  ])('reads %s', (_, fixture, signal) => {
    expectTranslation(translateFixture(fixture), { signals: [signal] });
  });

  it.each([
    ['a deletion, although it re-uses the id of its message', 'instagram-message-deleted', ['message-deleted']],
    ['a message to oneself', 'instagram-echo-to-self', ['own-account']],
    ['a message announced as an edit', 'instagram-message-edit-without-sender', ['message-announced']],
    ["the dashboard's test event", 'instagram-dashboard-test', ['test-event']],
    ["a fragment from the dashboard's test button", 'instagram-dashboard-fragment', ['test-fragment:messages']],
    ['a comment', 'instagram-comment', ['change:comments']],
  ])('counts %s by name', (_, fixture, ignored) => {
    expectTranslation(translateFixture(fixture), { ignored });
  });
});

import { describe, expect, it } from '@jest/globals';
import { holds } from '@whence/attribution-testing';
import fc from 'fast-check';

import { classifyVisitor } from './visitor.js';

const iPhone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const pixel =
  'Mozilla/5.0 (Linux; Android 15; Pixel 8 Build/AP4A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Mobile Safari/537.36';

const tapWith = (userAgent: string) => classifyVisitor({ method: 'GET', userAgent });

describe('people', () => {
  it.each([
    ['instagram-in-app', `${iPhone} Mobile/15E148 Instagram 393.1.0 (iPhone15,2; iOS 18_1; IABMV/1)`],
    ['instagram-in-app', `${pixel} Instagram 361.0 Android (35/15; Google/google; Pixel 8)`],
    ['facebook-in-app', `${iPhone} Mobile/15E148 [FBAN/FBIOS;FBAV/440.0]`],
    ['facebook-in-app', `${pixel} [FB_IAB/FB4A;FBAV/440.0;IABMV/1;]`],
    ['messenger-in-app', `${iPhone} Mobile/15E148 [FBAN/MessengerForiOS;FBAV/440.0]`],
    ['messenger-in-app', `${pixel} [FB_IAB/Orca-Android;FBAV/440.0;]`],
    ['threads-in-app', `${iPhone} Mobile/15E148 Barcelona 355.0.0 (iPhone15,2)`],
    ['whatsapp-in-app', `${pixel} [WA4A/2.25.1.7;]`],
    ['whatsapp-in-app', `${iPhone} Mobile/15E148 [WAiOS/2.25.1]`],
    ['tiktok-in-app', `${iPhone} Mobile/15E148 musical_ly_37.1.0 BytedanceWebview/d8a21c6`],
    ['x-in-app', `${iPhone} Mobile/15E148 Twitter for iPhone/10.60`],
    ['google-in-app', `${iPhone} GSA/341.0 Mobile/15E148 Safari/604.1`],
    ['web-view', `${iPhone} Mobile/15E148`],
    ['web-view', pixel],
    ['browser', `${iPhone} Version/18.1 Mobile/15E148 Safari/604.1`],
    ['unknown', ''],
    ['unknown', 'SomethingNew/1.0'],
  ])('open links in %s: %s', (clientClass, userAgent) => {
    expect(tapWith(userAgent)).toEqual({ kind: 'person', clientClass });
  });

  it.each(['MetaIAB Facebook', 'MetaIAB', 'MetaIAB Instagram', 'MetaIAB Messenger', 'MetaIAB Threads'])(
    'are not robots because a crawler list names their in-app browser: %s',
    (mark) => {
      expect(tapWith(`${iPhone} Mobile/15E148 ${mark}`).kind).toBe('person');
    },
  );

  it('may use a browser whose name merely contains WhatsApp', () => {
    expect(tapWith(`${pixel} WhatsApp/2.25`).kind).toBe('person');
  });
});

describe('robots', () => {
  it.each([
    ['facebookexternalhit', 'preview', 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)'],
    [
      'facebookexternalhit',
      'preview',
      'Mozilla/5.0 (Macintosh) Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0',
    ],
    ['whatsapp', 'preview', 'WhatsApp/2.23.20.0 A'],
    ['whatsapp', 'preview', 'WhatsApp'],
    ['telegrambot', 'preview', 'TelegramBot (like TwitterBot)'],
    ['snap url preview service', 'preview', 'Mozilla/5.0 Snap URL Preview Service; bot'],
    [
      'meta-externalagent',
      'crawler',
      'meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)',
    ],
    ['googlebot', 'crawler', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'],
    ['curl', 'scanner', 'curl/8.5.0'],
    [
      'headlesschrome',
      'scanner',
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/131.0 Safari/537.36',
    ],
  ])('are known by the mark %s (%s): %s', (reason, clientClass, userAgent) => {
    expect(tapWith(userAgent)).toEqual({ kind: 'robot', reason, clientClass });
  });

  it('ask with HEAD, prefetch, or come through a mail scanner', () => {
    const userAgent = `${iPhone} Version/18.1 Mobile/15E148 Safari/604.1`;
    expect(classifyVisitor({ method: 'HEAD', userAgent })).toMatchObject({ reason: 'head-request' });
    expect(classifyVisitor({ method: 'GET', userAgent, purpose: 'prefetch;prerender' })).toMatchObject({
      reason: 'prefetch',
    });
    expect(
      classifyVisitor({ method: 'GET', userAgent, referrer: 'https://url.emailprotection.link/?x' }),
    ).toMatchObject({
      reason: 'mail-scanner',
    });
  });
});

describe('whatever a request says', () => {
  it('is answered, and the mark that is named never comes from the request', () => {
    holds(
      'any request is answered',
      fc.property(fc.string({ maxLength: 3_000 }), (userAgent) => {
        const visitor = tapWith(userAgent);
        return visitor.kind === 'person' || /^[a-z][a-z /.-]+$/.test(visitor.reason);
      }),
    );
  });
});

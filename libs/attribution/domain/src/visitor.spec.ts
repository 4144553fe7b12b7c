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
    ['snapchat-in-app', `${iPhone} Mobile/15E148 Snapchat/13.10.0.46 (like Safari/8618.2)`],
    ['linkedin-in-app', `${iPhone} Mobile/15E148 [LinkedInApp]/9.30.6`],
    ['pinterest-in-app', `${iPhone} Mobile/15E148 [Pinterest/iOS]`],
    ['line-in-app', `${iPhone} Mobile/15E148 Safari Line/14.19.0`],
    ['wechat-in-app', `${iPhone} Mobile/15E148 MicroMessenger/8.0.50`],
    ['kakaotalk-in-app', `${iPhone} Mobile/15E148 KAKAOTALK/10.9.0`],
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

  it.each(['WhatsApp/2.25', 'Viber/1', 'curl/8.5.0', 'python-requests/2.32'])(
    'may use a browser that merely mentions %s',
    (mentioned) => {
      expect(tapWith(`${pixel} ${mentioned}`).kind).toBe('person');
    },
  );

  it('come from a site whose address merely contains that of a mail scanner', () => {
    const comingFrom = (referrer: string) => classifyVisitor({ method: 'GET', userAgent: pixel, referrer }).kind;
    expect(comingFrom('https://shop.example/?from=https://mimecast.com/')).toBe('person');
    expect(comingFrom('https://mimecast.com.example/')).toBe('person');
    expect(comingFrom('https://notmimecast.com/')).toBe('person');
  });

  it('are told by the first thousand characters of what their browser says of itself', () => {
    expect(tapWith(`${'x'.repeat(1_000)} googlebot`).kind).toBe('person');
    expect(tapWith(`${'x'.repeat(990)} googlebot`).kind).toBe('robot');
  });

  it('need to say nothing of themselves', () => {
    expect(classifyVisitor({ method: 'GET' })).toEqual({ kind: 'person', clientClass: 'unknown' });
  });
});

const preview = (mark: string): [string, string, string] => ['preview', mark, `Mozilla/5.0 (compatible; ${mark}/1.0)`];
const crawler = (mark: string): [string, string, string] => ['crawler', mark, `Mozilla/5.0 (compatible; ${mark}/1.0)`];

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

  it.each([
    ['preview', 'viber', 'Viber/20.1'],
    ...['twitterbot', 'linkedinbot', 'slackbot', 'slack-imgproxy', 'discordbot', 'redditbot', 'kakaotalk-scrap'].map(
      preview,
    ),
    ...['pinterestbot', 'pinterest.com/bot', 'skypeuripreview', 'vkshare', 'snapurlpreview', 'microsoftpreview'].map(
      preview,
    ),
    ...['bingpreview', 'embedly', 'iframely', 'mastodon', 'blueskypreviewbot', 'line-poker'].map(preview),
    ...['thirdlandingpagefeinfra', 'facebookcatalog', 'facebot', 'meta-externalhit', 'meta-externalfetcher'].map(
      preview,
    ),
    ...['meta-webindexer', 'meta-externalads', 'facebookbot', 'google-inspectiontool', 'adsbot-google'].map(crawler),
    ...['googleimageproxy', 'applebot', 'bingbot'].map(crawler),
    ['scanner', 'go-http-client', 'Go-http-client/1.1'],
    ['scanner', 'python', 'python-requests/2.32'],
  ])('are those that fetch for a %s: %s', (clientClass, reason, userAgent) => {
    expect(tapWith(userAgent)).toEqual({ kind: 'robot', reason, clientClass });
  });

  it('ask with HEAD, prefetch, or come through a mail scanner', () => {
    const userAgent = `${iPhone} Version/18.1 Mobile/15E148 Safari/604.1`;
    const asking = (how: object) => classifyVisitor({ method: 'GET', userAgent, ...how });
    expect(asking({ method: 'HEAD' })).toEqual({ kind: 'robot', reason: 'head-request', clientClass: 'scanner' });
    for (const purpose of ['prefetch', 'preview', 'Prefetch;prerender']) {
      expect(asking({ purpose })).toEqual({ kind: 'robot', reason: 'prefetch', clientClass: 'prefetch' });
    }
    const scanners = ['https://url.emailprotection.link/?x', 'http://mimecast.com', 'https://login.mimecast.com:443/'];
    for (const referrer of scanners) {
      expect(asking({ referrer })).toEqual({ kind: 'robot', reason: 'mail-scanner', clientClass: 'scanner' });
    }
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

/** What opened a link: an app's in-app browser, a browser of its own, or one of the kinds of robots. */
export type ClientClass =
  `${InAppBrowser}-in-app` | 'web-view' | 'browser' | 'unknown' | 'preview' | 'crawler' | 'scanner' | 'prefetch';

type InAppBrowser =
  | 'instagram'
  | 'messenger'
  | 'threads'
  | 'facebook'
  | 'whatsapp'
  | 'tiktok'
  | 'snapchat'
  | 'linkedin'
  | 'x'
  | 'pinterest'
  | 'line'
  | 'wechat'
  | 'kakaotalk'
  | 'google';

/** Who asked for a link, as far as a request tells. */
export type Visitor = PersonVisiting | RobotVisiting;

export interface PersonVisiting {
  readonly kind: 'person';
  readonly clientClass: ClientClass;
}

export interface RobotVisiting {
  readonly kind: 'robot';
  /** The mark that gave it away, such as `facebookexternalhit`. */
  readonly reason: string;
  readonly clientClass: ClientClass;
}

/** The parts of a request that tell who makes it. */
export interface Visit {
  readonly method: string;
  readonly userAgent?: string | undefined;
  /** `Sec-Purpose`, `Purpose` or `X-Moz`: browsers say there that nobody has tapped yet. */
  readonly purpose?: string | undefined;
  readonly referrer?: string | undefined;
}

/**
 * Tells people from the fetchers that open a link before a person, or instead of one. Only known marks make a robot:
 * what merely looks odd is taken for a person, because a robot's click credits nobody.
 */
export const classifyVisitor = ({ method, userAgent = '', purpose = '', referrer = '' }: Visit): Visitor => {
  if (method === 'HEAD') return { kind: 'robot', reason: 'head-request', clientClass: 'scanner' };
  if (/prefetch|preview|prerender/i.test(purpose))
    return { kind: 'robot', reason: 'prefetch', clientClass: 'prefetch' };
  if (scannerReferrer.test(referrer)) return { kind: 'robot', reason: 'mail-scanner', clientClass: 'scanner' };

  const read = userAgent.slice(0, userAgentReadMax);
  const robot = robotMarks.find(({ mark }) => mark.test(read));
  if (robot !== undefined) return { kind: 'robot', reason: robot.name, clientClass: robot.clientClass };
  return { kind: 'person', clientClass: clientClassOf(read) };
};

const clientClassOf = (userAgent: string): ClientClass => {
  const app = inAppMarks.find(({ mark }) => mark.test(userAgent));
  if (app !== undefined) return `${app.name}-in-app`;
  if (userAgent.includes('; wv)')) return 'web-view';
  if (/\b(?:iPhone|iPad|iPod)\b/.test(userAgent) && !userAgent.includes('Safari/')) return 'web-view';
  return userAgent.startsWith('Mozilla/') ? 'browser' : 'unknown';
};

const userAgentReadMax = 1_000;

const scannerReferrer = /^https?:\/\/(?:[^/]*\.)?(?:mimecast\.com|emailprotection\.link)(?:[/:]|$)/i;

interface RobotMark {
  readonly name: string;
  readonly mark: RegExp;
  readonly clientClass: 'preview' | 'crawler' | 'scanner';
}

const marked = (clientClass: RobotMark['clientClass'], names: readonly string[]): readonly RobotMark[] =>
  names.map((name) => ({ name, clientClass, mark: new RegExp(name.replace(/[-/.]/g, '\\$&'), 'i') }));

// `MetaIAB` is missing on purpose: public crawler lists call it a preview robot, yet it is Meta's in-app browser on
// phones in people's hands. So is a bare "google": Pixel phones carry it in Instagram's user agent.
const robotMarks: readonly RobotMark[] = [
  // WhatsApp's preview is made by the sender's phone and begins with the word; an in-app browser only contains it.
  { name: 'whatsapp', mark: /^WhatsApp(?:\/|$)/i, clientClass: 'preview' },
  { name: 'viber', mark: /^Viber/i, clientClass: 'preview' },
  // Telegram and KakaoTalk name other robots beside themselves, so they are asked about first.
  ...marked('preview', ['telegrambot', 'kakaotalk-scrap']),
  ...marked('preview', [
    'facebookexternalhit',
    'facebookcatalog',
    'facebot',
    'meta-externalhit',
    'meta-externalfetcher',
  ]),
  ...marked('preview', ['twitterbot', 'linkedinbot', 'slackbot', 'slack-imgproxy', 'discordbot', 'redditbot']),
  ...marked('preview', ['pinterestbot', 'pinterest.com/bot', 'skypeuripreview', 'vkshare', 'snap url preview service']),
  ...marked('preview', ['snapurlpreview', 'microsoftpreview', 'bingpreview', 'embedly', 'iframely', 'mastodon']),
  ...marked('preview', ['blueskypreviewbot', 'line-poker', 'thirdlandingpagefeinfra']),
  ...marked('crawler', ['meta-externalagent', 'meta-webindexer', 'meta-externalads', 'facebookbot', 'googlebot']),
  ...marked('crawler', ['google-inspectiontool', 'adsbot-google', 'googleimageproxy', 'applebot', 'bingbot']),
  ...marked('scanner', ['headlesschrome', 'go-http-client']),
  { name: 'curl', mark: /^curl\//i, clientClass: 'scanner' },
  { name: 'python', mark: /^python-/i, clientClass: 'scanner' },
];

/** The narrower mark first: Messenger's and Threads' user agents carry Facebook's or Instagram's marks too. */
const inAppMarks: readonly { readonly name: InAppBrowser; readonly mark: RegExp }[] = [
  { name: 'messenger', mark: /FBAN\/Messenger|FB_IAB\/MESSENGER|FB_IAB\/Orca|MetaIAB Messenger/ },
  { name: 'threads', mark: /\bBarcelona \d|MetaIAB Threads/ },
  { name: 'instagram', mark: /\bInstagram \d|MetaIAB Instagram/ },
  { name: 'facebook', mark: /\bFBA[NV]\/|FB_IAB\/|MetaIAB/ },
  { name: 'whatsapp', mark: /\[WA(?:4A|iOS)\// },
  { name: 'tiktok', mark: /musical_ly|\btrill_|BytedanceWebview/ },
  { name: 'snapchat', mark: /\bSnapchat\// },
  { name: 'linkedin', mark: /\[LinkedInApp\]/ },
  { name: 'x', mark: /Twitter for i|TwitterAndroid/ },
  { name: 'pinterest', mark: /\[Pinterest\// },
  { name: 'line', mark: / Line\// },
  { name: 'wechat', mark: /MicroMessenger\// },
  { name: 'kakaotalk', mark: /KAKAOTALK/ },
  { name: 'google', mark: /\bGSA\// },
];

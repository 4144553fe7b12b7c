import type { Chance } from '../chance.js';

const people = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22F76 Instagram 393.1.0.29.76 (iPhone15,3; iOS 18_5; de_DE; de; scale=3.00; 1290x2796; IABMV/1)',
  'Mozilla/5.0 (Linux; Android 16; Pixel 9 Build/BP2A.250605.031; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/138.0.7204.63 Mobile Safari/537.36 Instagram 390.0.0.43.81 Android (36/16; 420dpi; 1080x2424; Google/google; Pixel 9; tokay; tokay; en_US; 766920149)',
  'Mozilla/5.0 (Linux; Android 15; SM-S928B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/137.0.7151.89 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/518.0.0.63.86;IABMV/1;]',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36',
] as const;

const robots = [
  'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  'WhatsApp/2.23.20.0 A',
  'TelegramBot (like TwitterBot)',
  'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
] as const;

/** User agents of people who tap a link, and of the robots that fetch it to make a preview. */
export const userAgentOf = (visitor: 'person' | 'robot', chance: Chance): string =>
  chance.oneOf<string>(visitor === 'person' ? people : robots);

import type { Acting, Outcome, Scene, Story, Told } from './story.js';

const chats = ['instagram', 'messenger'] as const;
const everywhere = ['instagram', 'messenger', 'whatsapp'] as const;
const whatsapp = ['whatsapp'] as const;

const wholeSomewhere: readonly Told[] = [
  { platform: 'whole' },
  { vendor: 'whole' },
  { platform: 'whole', vendor: 'whole' },
  { platform: 'whole', vendor: 'plain' },
  { platform: 'plain', vendor: 'whole' },
];
const wholeByPlatform: readonly Told[] = [
  { platform: 'whole' },
  { platform: 'whole', vendor: 'plain' },
  { platform: 'whole', vendor: 'whole' },
];
const plain: readonly Told[] = [{ platform: 'plain' }, { vendor: 'plain' }, { platform: 'plain', vendor: 'plain' }];

const tapsOwn: Scene = { does: 'taps', link: 'own' };
const tapsRival: Scene = { does: 'taps', link: 'rival' };
const writes = (by: Acting['by'], more: Partial<Acting> = {}): Scene => ({ does: 'writes', by, ...more });
const tapsButton: Scene = { does: 'taps-button', by: 'latest-tap' };

const byClick: Outcome = { status: 'credited', matchType: 'click_token' };
const organic: Outcome = { status: 'organic' };

const linkStories: readonly Story[] = [
  {
    name: 'follows a link',
    weight: 20,
    channels: chats,
    sentBy: 'partner',
    scenes: [tapsOwn, writes('latest-tap')],
    told: wholeSomewhere,
    outcome: byClick,
  },
  {
    name: 'is told of without the ref by Zernio and with it by Meta',
    weight: 10,
    channels: chats,
    sentBy: 'partner',
    scenes: [tapsOwn, writes('latest-tap')],
    told: [{ platform: 'whole', vendor: 'plain' }],
    outcome: byClick,
  },
  {
    name: 'loses the ref on the way',
    weight: 6,
    channels: chats,
    sentBy: 'partner',
    scenes: [tapsOwn, writes('latest-tap')],
    told: [{ vendor: 'plain' }],
    outcome: organic,
  },
  {
    name: 'taps Get Started or an ice breaker',
    weight: 9,
    channels: chats,
    sentBy: 'partner',
    scenes: [tapsOwn, tapsButton],
    told: wholeByPlatform,
    outcome: byClick,
  },
  {
    name: 'comes back into an existing thread',
    weight: 5,
    channels: chats,
    sentBy: 'partner',
    scenes: [tapsOwn, { does: 'opens-thread', by: 'latest-tap', told: wholeSomewhere }, writes('nothing')],
    told: plain,
    outcome: byClick,
  },
  {
    name: 'opens the link twice',
    weight: 4,
    channels: everywhere,
    sentBy: 'partner',
    scenes: [tapsOwn, tapsOwn, writes('latest-tap'), writes('first-tap')],
    told: wholeByPlatform,
    outcome: byClick,
  },
  {
    name: "looks at another partner's link first",
    weight: 3,
    channels: everywhere,
    sentBy: 'partner',
    scenes: [tapsRival, tapsOwn, writes('latest-tap')],
    told: wholeByPlatform,
    outcome: byClick,
  },
  {
    name: "follows another partner's link later",
    weight: 3,
    // On WhatsApp both codes would be in one second's messages, which are ambiguous by right.
    channels: chats,
    sentBy: 'partner',
    scenes: [tapsOwn, writes('latest-tap'), tapsRival, writes('latest-tap')],
    told: wholeByPlatform,
    outcome: byClick,
  },
  {
    name: 'taps a link and never writes',
    weight: 3,
    channels: everywhere,
    sentBy: 'partner',
    scenes: [tapsOwn],
    told: plain,
    outcome: { status: 'never-wrote' },
  },
];

const draftStory = (name: string, story: Pick<Story, 'weight' | 'outcome'> & Pick<Acting, 'edit'>): Story => ({
  name,
  weight: story.weight,
  channels: whatsapp,
  sentBy: 'partner',
  scenes: [tapsOwn, writes('latest-tap', story.edit === undefined ? {} : { edit: story.edit })],
  told: plain,
  outcome: story.outcome,
});

const draftStories: readonly Story[] = [
  draftStory('sends the draft as it is', { weight: 12, outcome: byClick }),
  draftStory('rewrites the draft around the code', { weight: 8, edit: 'rewritten', outcome: byClick }),
  draftStory('deletes half of the code', {
    weight: 3,
    edit: 'click-deleted',
    outcome: { status: 'credited', matchType: 'text_code' },
  }),
  draftStory('gets one character of the code wrong', {
    weight: 3,
    edit: 'code-damaged',
    outcome: { status: 'unattributed', reason: 'damaged' },
  }),
  draftStory('deletes the code', { weight: 3, edit: 'code-deleted', outcome: organic }),
  {
    name: 'says hello before sending the draft',
    weight: 3,
    channels: whatsapp,
    sentBy: 'partner',
    scenes: [tapsOwn, writes('nothing'), writes('latest-tap')],
    told: plain,
    outcome: byClick,
  },
];

const otherStories: readonly Story[] = [
  {
    name: 'answers a Click-to-WhatsApp ad',
    weight: 6,
    channels: whatsapp,
    sentBy: 'ad',
    scenes: [writes('ad')],
    told: wholeSomewhere,
    outcome: { status: 'credited', matchType: 'ad_referral' },
  },
  {
    name: 'comes unsent',
    weight: 14,
    channels: everywhere,
    sentBy: 'nobody',
    scenes: [writes('nothing')],
    told: plain,
    outcome: organic,
  },
  {
    name: 'comes unsent and follows a link later',
    weight: 5,
    channels: everywhere,
    sentBy: 'nobody',
    scenes: [writes('nothing', { minutesAgo: 3 }), tapsOwn, writes('latest-tap')],
    told: wholeByPlatform,
    outcome: organic,
  },
  {
    name: 'comes unsent and reopens the thread by a link later',
    weight: 2,
    channels: chats,
    sentBy: 'nobody',
    scenes: [
      writes('nothing', { minutesAgo: 3 }),
      tapsOwn,
      { does: 'opens-thread', by: 'latest-tap', told: wholeSomewhere },
    ],
    told: plain,
    outcome: organic,
  },
  {
    name: "brings somebody else's ref",
    weight: 2,
    channels: chats,
    sentBy: 'nobody',
    scenes: [writes('unknown-ref')],
    told: wholeByPlatform,
    outcome: { status: 'unattributed', reason: 'unknown-ref' },
  },
];

/** Everything that people do here. */
export const stories: readonly Story[] = [...linkStories, ...draftStories, ...otherStories];

import type { Channel } from '@whence/signals';

import type { Finding } from './finding.js';
import { isUnheard } from './hearing-findings.js';
import type { Observations } from './observations.js';
import {
  ambiguousMin,
  clicksLedShareMin,
  clicksToJudgeMin,
  conversationsToJudgeMin,
  damagedMin,
  damagedShareMin,
  unreadableMin,
  unreadableShareMin,
} from './thresholds.js';

const tryALink = 'Then try a link out (POST /v1/links/{id}/test): its report says which provider delivered what.';

/** Whether what ties people to links arrives, and whole. */
export const evidenceFindings = (observations: Observations): readonly Finding[] => [
  ...marksThatNeverCome(observations),
  ...clicksThatLeadNowhere(observations),
  ...reusedClicks(observations),
  ...damagedCodes(observations),
  ...ambiguousCodes(observations),
  ...unreadableMessages(observations),
];

const marksThatNeverCome = (observations: Observations): readonly Finding[] => {
  if (!lacksMarks(observations)) return [];
  return [observations.account.channel === 'whatsapp' ? noCodes(observations) : noRefs(observations)];
};

/** Enough people tapped and enough wrote, and not one of them brought what a link of this channel marks him with. */
const lacksMarks = ({ account, clicks, conversations }: Observations): boolean => {
  const marked = account.channel === 'whatsapp' ? conversations.withTextCode : conversations.withRef;
  return clicks.judged >= clicksToJudgeMin && conversations.opened >= conversationsToJudgeMin && marked === 0;
};

const noRefs = ({ account, clicks, conversations }: Observations): Finding => {
  const { withTextCode } = conversations;
  return {
    code: 'no-refs',
    severity: withTextCode === 0 && clicks.ledToConversation === 0 ? 'critical' : 'warning',
    message: `${clicks.judged} taps on its links and ${conversations.opened} new conversations, and not one of them came with a ref.`,
    consequence:
      'People who come by a link count as organic, unless they type its code: no partner and no campaign is credited.',
    remedy: `${howRefsCome[account.channel]} ${tryALink}`,
    evidence: { ...figuresOf(clicks), opened: conversations.opened, withTextCode },
  };
};

const howRefsCome: Readonly<Record<Channel, string>> = {
  instagram:
    'Set at least one ice breaker, without which Instagram hands no ref of an ig.me link on with a new conversation, and ' +
    'subscribe to messages, messaging_postbacks and messaging_referral, for the app and for the account; through Zernio ' +
    'to message.received and referral.received, anew where its webhook is older than they are. Where refs still do not ' +
    'come, as was measured, have people type the code of the link.',
  messenger:
    'Set a Get Started button, for a newcomer’s ref comes with its postback and with nothing else, and subscribe to ' +
    'messages, messaging_postbacks and messaging_referrals; through Zernio to message.received and referral.received, ' +
    'anew where its webhook is older than they are.',
  whatsapp: 'There is no ref on WhatsApp: the code in the draft is all that a link can mark a person with.',
};

const noCodes = ({ clicks, conversations }: Observations): Finding => ({
  code: 'no-codes',
  severity: 'critical',
  message: `${clicks.judged} taps on its links and ${conversations.opened} new conversations, and not one message carried a code.`,
  consequence:
    'There is no ref on WhatsApp: without the code of the draft, people who come by a link count as organic, and no ' +
    'partner and no campaign is credited.',
  remedy:
    'Open a link on a phone and look at the draft: it has to end in a code, as in "WH-K7M4Q2C". Hand out short links, or ' +
    `targets as they are, and no wa.me links of your own making; ask people to send the draft as it stands. ${tryALink}`,
  evidence: { ...figuresOf(clicks), opened: conversations.opened, damaged: conversations.withDamagedCode },
});

const clicksThatLeadNowhere = (observations: Observations): readonly Finding[] => {
  const { clicks, conversations } = observations;
  // Who is not heard, or comes without a mark, has been told of already, with the nearer cause.
  if (clicks.judged < clicksToJudgeMin || isUnheard(observations) || lacksMarks(observations)) return [];
  const reached = Math.max(clicks.ledToConversation, conversations.withRef + conversations.withTextCode);
  if (reached >= clicks.judged * clicksLedShareMin) return [];
  return [
    {
      code: 'clicks-lead-nowhere',
      severity: 'warning',
      message: `${clicks.judged} taps on its links, of which ${reached} led to a conversation.`,
      consequence:
        'People get lost between the link and the chat, or arrive without anything that says so: partners bring people ' +
        'they are not credited with.',
      remedy:
        'Open a link on a phone, from within the app in which it was posted: it must lead into the chat with this very ' +
        'account. Check the handle or the phone number, that the account or Page is published, and the link’s message. ' +
        tryALink,
      evidence: { ...figuresOf(clicks), opened: conversations.opened },
    },
  ];
};

const reusedClicks = ({ clicks: { reused, mostPeopleByOne } }: Observations): readonly Finding[] => {
  if (reused === 0) return [];
  return [
    {
      code: 'click-reused',
      severity: 'notice',
      message: `${mostPeopleByOne} people came with what one tap on a link had led to.`,
      consequence:
        'All of them are credited to that link, and count as one click: somebody posted where the link leads to, in place ' +
        'of the link, and when each of them came by it nobody knows.',
      remedy:
        'Ask for the short link to be posted as it is. Where the posts are not the partner’s own, look into the ' +
        'conversations of the link; an override takes the credit of a single one.',
      evidence: { clicks: reused, mostPeopleByOne },
    },
  ];
};

const damagedCodes = ({ conversations }: Observations): readonly Finding[] => {
  const { withDamagedCode, withTextCode } = conversations;
  const share = withDamagedCode / (withDamagedCode + withTextCode);
  if (withDamagedCode < damagedMin || share < damagedShareMin) return [];
  return [
    {
      code: 'damaged-codes',
      severity: 'warning',
      message: `${withDamagedCode} of ${withDamagedCode + withTextCode} conversations with a code have one that is a slip away from a real one.`,
      consequence:
        'A damaged code is never anybody else’s, and so nobody’s: where nothing else tells, the person is unattributed.',
      remedy:
        'Have people send the draft unchanged, or copy the code instead of typing it; look for a post, a picture or a bio ' +
        'that shows it wrong. The explanation of a conversation shows what was typed, and an override credits it.',
      evidence: { withDamagedCode, withTextCode },
    },
  ];
};

const ambiguousCodes = ({ conversations: { withAmbiguousCodes, opened } }: Observations): readonly Finding[] => {
  if (withAmbiguousCodes < ambiguousMin) return [];
  return [
    {
      code: 'ambiguous-codes',
      severity: 'warning',
      message: `${withAmbiguousCodes} people typed two different codes in what they opened with.`,
      consequence: 'Neither partner is credited: whose word should count?',
      remedy:
        'Look into the explanations of these conversations for who hands out a second code, such as a partner’s post that ' +
        'shows another’s, or a link’s own message with a code in it. An override credits a single conversation.',
      evidence: { withAmbiguousCodes, opened },
    },
  ];
};

const unreadableMessages = ({ conversations: { unreadable, opened } }: Observations): readonly Finding[] => {
  if (unreadable < unreadableMin || unreadable < opened * unreadableShareMin) return [];
  return [
    {
      code: 'unreadable-messages',
      severity: 'warning',
      message: `The platform withheld what was written in ${unreadable} of ${opened} new conversations.`,
      consequence:
        'Without the text there is no code, and mostly no referral of an ad either: these people are unattributed.',
      remedy:
        'On WhatsApp this happens where a number is used in the Business app too, mostly after a tapped ad: move the ' +
        'number to the Cloud API alone, or ask people back for their code. A code that is typed within the grace after the first ' +
        'readable message still counts.',
      evidence: { unreadable, opened },
    },
  ];
};

const figuresOf = ({ judged, ledToConversation }: Observations['clicks']) => ({
  clicks: judged,
  clicksThatLedToConversation: ledToConversation,
});

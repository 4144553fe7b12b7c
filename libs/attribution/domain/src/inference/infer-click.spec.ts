import { describe, expect, it } from '@jest/globals';
import {
  aLink,
  aMessage,
  anEcho,
  answer,
  aRecentClick,
  aReferral,
  decide,
  time,
  type Given,
  type LinkBuilder,
  type RecentClickBuilder,
  type SignalBuilder,
} from '@whence/attribution-testing';

import type { Decision } from '../decision/decision.js';
import { decideByInference } from './decide-by-inference.js';
import type { Inference } from './inference.js';
import { inferClick, mayBeInferred } from './infer-click.js';
import type { Traits } from './weigh-candidates.js';

const anna = aLink('ANNA');
const ben = aLink('BEN');
const cleo = aLink('CLEO');
const plain = aMessage(time('10:00'));
const justNow = time('09:59:40');

interface Scene extends Partial<Traits>, Pick<Given, 'contact'> {
  readonly seen?: readonly SignalBuilder[];
  readonly links?: readonly LinkBuilder[];
  readonly clicks: readonly RecentClickBuilder[];
}

const decided = ({ seen = [plain], links = [anna, ben, cleo], contact = [] }: Scene): Decision => {
  const decision = decide(seen, { links, contact });
  if (decision === undefined) throw new Error('the person has not written');
  return decision;
};

const infer = (scene: Scene): Inference => {
  const { links = [anna, ben, cleo], contact = [], clicks, otherOpenings = [], deviceClass, language } = scene;
  return inferClick({
    decision: decided(scene),
    contact,
    links: links.map((link) => link.build()),
    clicks: clicks.map((click) => click.build()),
    otherOpenings,
    ...(deviceClass === undefined ? {} : { deviceClass }),
    ...(language === undefined ? {} : { language }),
  });
};

const guess = (scene: Scene): string => {
  const inference = infer(scene);
  return inference.kind === 'inferred'
    ? inference.candidate.link.id.replace('lnk_', '')
    : `nobody: ${inference.reason}`;
};

describe('a guess where nothing else speaks', () => {
  it('names the only link that was clicked shortly before', () => {
    expect(guess({ clicks: [aRecentClick(anna, justNow)] })).toBe('ANNA');
  });

  it('names the link clicked much nearer to the message than any other', () => {
    expect(guess({ clicks: [aRecentClick(anna, justNow), aRecentClick(ben, time('09:51'))] })).toBe('ANNA');
  });

  it('names nobody where two links are about as near', () => {
    const clicks = [aRecentClick(anna, justNow), aRecentClick(ben, time('09:59:20'))];
    expect(guess({ clicks })).toBe('nobody: ambiguous');
  });

  it('tells two near links apart by device and language', () => {
    const clicks = [
      aRecentClick(anna, justNow).from('android').asking('de'),
      aRecentClick(ben, time('09:59:20')).from('ios').asking('pt-BR'),
    ];
    expect(guess({ clicks, deviceClass: 'ios', language: 'pt' })).toBe('BEN');
  });

  it('takes two taps on one link for the same guess', () => {
    expect(guess({ clicks: [aRecentClick(anna, justNow), aRecentClick(anna, time('09:59:50'))] })).toBe('ANNA');
  });

  it('names nobody where the click is too long ago to be likely', () => {
    expect(guess({ clicks: [aRecentClick(anna, time('09:53'))] })).toBe('nobody: unlikely');
  });

  it('names nobody where another conversation may have come from the same click', () => {
    const clicks = [aRecentClick(anna, justNow)];
    expect(guess({ clicks, otherOpenings: [time('10:00:30')] })).toBe('nobody: unlikely');
    expect(guess({ clicks, otherOpenings: [time('09:59:30')] })).toBe('ANNA');
    expect(guess({ clicks, otherOpenings: [time('10:09:40')] })).toBe('ANNA');
  });

  it('looks back ten minutes, and not to the ten minutes themselves', () => {
    expect(guess({ clicks: [aRecentClick(anna, time('09:50:00.001'))] })).toBe('nobody: unlikely');
    expect(guess({ clicks: [aRecentClick(anna, time('09:50'))] })).toBe('nobody: no-candidate');
  });

  it('takes a click in the second of a WhatsApp message for the earlier one', () => {
    const seen = [aMessage(time('10:00:05.100')).onWhatsApp()];
    expect(guess({ seen, clicks: [aRecentClick(anna, time('10:00:05.900'))] })).toBe('ANNA');
  });

  it('speaks where the first message could not be read', () => {
    expect(guess({ seen: [plain.unreadable()], clicks: [aRecentClick(anna, justNow)] })).toBe('ANNA');
  });
});

describe('no candidate at all', () => {
  const self = { channel: 'instagram', participantPseudonym: 'anna' } as const;

  it.each<[string, Scene]>([
    ['is nobody’s click', { clicks: [] }],
    ['is a robot’s click', { clicks: [aRecentClick(anna, justNow).byARobot()] }],
    ['is a click that is known to have led elsewhere', { clicks: [aRecentClick(anna, justNow).matched()] }],
    ['is a click after the message', { clicks: [aRecentClick(anna, time('10:00:00.001'))] }],
    ['is a link to another account', { links: [anna.onAccount('cha_OTHER')], clicks: [aRecentClick(anna, justNow)] }],
    ['is a link that had expired', { links: [anna.expiringAt(time('09:00'))], clicks: [aRecentClick(anna, justNow)] }],
    [
      'is the link of a partner who has left',
      { links: [anna.whosePartnerEndedAt(time('09:00'))], clicks: [aRecentClick(anna, justNow)] },
    ],
    [
      'is the partner’s own link',
      { links: [anna.whosePartnerOwns(self)], contact: [self], clicks: [aRecentClick(anna, justNow)] },
    ],
  ])('%s', (_, scene) => {
    expect(guess(scene)).toBe('nobody: no-candidate');
  });
});

describe('a guess is not made', () => {
  const clicks = [aRecentClick(anna, justNow)];

  it.each<[string, readonly SignalBuilder[], string]>([
    ['beside a ref that was delivered', [plain.withRefOf(ben)], 'something-else-speaks'],
    ['beside a code that was typed', [plain.typingCodeOf(ben)], 'something-else-speaks'],
    ['for a damaged code', [plain.typingDamaged('WH-BENN')], 'something-else-speaks'],
    ['between two codes', [plain.typingCodeOf(anna).typingCodeOf(ben)], 'something-else-speaks'],
    ['for an unknown ref', [plain.withRef('NOBODY')], 'something-else-speaks'],
    ['where the business wrote first', [anEcho(time('09:00')), plain], 'not-a-new-conversation'],
    ['in a thread older than Whence', [aReferral(time('09:00')).withRef('NOBODY'), plain], 'not-a-new-conversation'],
  ])('%s', (_, seen, reason) => {
    expect(guess({ seen, clicks })).toBe(`nobody: ${reason}`);
  });

  it('unless all that is known came after the opening', () => {
    expect(guess({ seen: [plain, aMessage(time('11:00')).withRefOf(ben)], clicks })).toBe('ANNA');
  });
});

describe('whether a guess is worth looking for clicks', () => {
  const isWorthIt = (seen: readonly SignalBuilder[]): boolean => mayBeInferred(decided({ seen, clicks: [] }));

  it('is asked of the answer alone: only where nothing spoke in a new conversation', () => {
    expect(isWorthIt([plain])).toBe(true);
    expect(isWorthIt([plain.withRefOf(ben)])).toBe(false);
    expect(isWorthIt([plain.typingDamaged('WH-BENN')])).toBe(false);
    expect(isWorthIt([anEcho(time('09:00')), plain])).toBe(false);
  });
});

describe('a likelihood', () => {
  const likeliest = (scene: Scene): number => infer(scene).candidates[0]?.likelihood ?? 0;
  const clicked = aRecentClick(anna, justNow).from('ios').asking('pt-BR');

  it('is less than certain, however much agrees', () => {
    const all = { clicks: [aRecentClick(anna, time('10:00')).from('ios').asking('pt')], language: 'pt' };
    expect(likeliest({ ...all, deviceClass: 'ios' })).toBe(0.8);
  });

  it('falls where device or language are unknown, and more where they differ', () => {
    const ofDevice = (['ios', undefined, 'android'] as const).map((deviceClass) =>
      likeliest({ clicks: [clicked], language: 'pt', ...(deviceClass === undefined ? {} : { deviceClass }) }),
    );
    const ofLanguage = ['pt', undefined, 'de'].map((language) =>
      likeliest({ clicks: [clicked], deviceClass: 'ios', ...(language === undefined ? {} : { language }) }),
    );
    for (const falling of [ofDevice, ofLanguage]) {
      expect(falling).toEqual([...new Set(falling)].sort((one, other) => other - one));
      expect(new Set(falling).size).toBe(3);
    }
  });

  it('says in words what made it so', () => {
    const clicks = [clicked, aRecentClick(ben, time('09:51'))];
    const scene = { clicks, deviceClass: 'ios', language: 'de', otherOpenings: [time('10:01')] } as const;
    expect(infer(scene).candidates[0]?.reasons).toEqual([
      'The link was clicked 20 s before the first message.',
      'Click and message come from the same kind of device.',
      'The browser asked for another language than that of the message.',
      'Other links to this account that were clicked about then: 1.',
      'Other conversations that the click may have led to: 1.',
    ]);
  });
});

describe('the credit of a guess', () => {
  const creditFor = (link: LinkBuilder) => {
    const scene = { links: [link], clicks: [aRecentClick(link, justNow)] };
    return decideByInference(decided(scene), infer(scene));
  };

  it('names link and campaign, and nobody who earns', () => {
    expect(creditFor(anna)).toMatchObject({ status: 'credited', matchType: 'inferred' });
    expect(creditFor(anna)).toHaveProperty('credits', [
      { linkId: 'lnk_ANNA', campaignId: 'cmp_ANNA', shareMillionths: 1_000_000 },
    ]);
  });

  it('names who earns where the program pays for guesses', () => {
    const earning = { partnerId: 'prt_ANNA', programId: 'prg_ANNA', programVersion: 1 };
    expect(creditFor(anna.payingInferred())).toHaveProperty('credits.0', {
      ...earning,
      linkId: 'lnk_ANNA',
      campaignId: 'cmp_ANNA',
      shareMillionths: 1_000_000,
    });
  });

  it('keeps to the terms in force at the click', () => {
    expect(creditFor(anna.payingInferredFrom(justNow))).toHaveProperty('credits.0.programVersion', 2);
    expect(creditFor(anna.payingInferredFrom(justNow + 1))).not.toHaveProperty('credits.0.partnerId');
  });

  it('changes no answer that something else gave', () => {
    const inference = infer({ clicks: [aRecentClick(anna, justNow)] });
    const proven = decided({ seen: [plain.withRefOf(ben)], clicks: [] });
    expect(inference.kind).toBe('inferred');
    expect(decideByInference(proven, inference)).toBe(proven);
  });

  it('goes to nobody where nobody was inferred', () => {
    const scene = { clicks: [] };
    expect(answer(decideByInference(decided(scene), infer(scene)))).toBe('organic');
  });
});

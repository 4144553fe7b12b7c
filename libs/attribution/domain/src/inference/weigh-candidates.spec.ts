import { describe, expect, it } from '@jest/globals';
import { aLink, aMessage, aRecentClick, decide, time, type RecentClickBuilder } from '@whence/attribution-testing';

import type { Inference } from './inference.js';
import { inferClick } from './infer-click.js';
import type { Traits } from './weigh-candidates.js';

const anna = aLink('ANNA');
const ben = aLink('BEN');
const cleo = aLink('CLEO');
const justNow = time('09:59:40');

interface Scene extends Partial<Traits> {
  readonly links?: readonly (typeof anna)[];
  readonly clicks: readonly RecentClickBuilder[];
}

/** What is guessed of a plain message at ten o'clock. */
const infer = ({ links = [anna, ben, cleo], clicks, otherOpenings = [], ...traits }: Scene): Inference => {
  const decision = decide([aMessage(time('10:00'))], { links });
  if (decision === undefined) throw new Error('the person has not written');
  return inferClick({
    decision,
    contact: [],
    links: links.map((link) => link.build()),
    clicks: clicks.map((click) => click.build()),
    otherOpenings,
    ...traits,
  });
};

describe('what was weighed', () => {
  const linksIn = (scene: Scene): readonly string[] => infer(scene).candidates.map(({ link }) => link.id);

  it('is told likeliest first, and of two as likely in the order of their links', () => {
    const clicks = [aRecentClick(ben, time('09:55')), aRecentClick(cleo, justNow), aRecentClick(anna, time('09:55'))];
    const expected = ['lnk_CLEO', 'lnk_ANNA', 'lnk_BEN'];
    expect(linksIn({ clicks })).toEqual(expected);
    expect(linksIn({ clicks: [...clicks].reverse(), links: [cleo, ben, anna] })).toEqual(expected);
  });

  it('has one click for each link, the one that speaks most for it', () => {
    const near = aRecentClick(anna, justNow);
    const far = aRecentClick(anna, time('09:52'));
    for (const clicks of [
      [near, far],
      [far, near],
    ]) {
      expect(infer({ clicks }).candidates.map(({ click }) => click.clickedAt)).toEqual([justNow]);
    }
  });

  it('says that nobody else was about, where that is so', () => {
    expect(infer({ clicks: [aRecentClick(anna, justNow)] }).candidates[0]?.reasons).toEqual([
      'The link was clicked 20 s before the first message.',
      'The device of the click or of the message is not known.',
      'The language of the click or of the message is not known.',
      'No other link to this account was clicked about then.',
    ]);
  });

  it('takes a language for the same wherever it is spoken, however it is written', () => {
    const asked = (asking: string, language: string) =>
      infer({ clicks: [aRecentClick(anna, justNow).asking(asking)], language }).candidates[0]?.reasons[2];
    const same = 'The browser asked for the language of the message.';
    expect(asked('pt-BR', 'PT')).toBe(same);
    expect(asked('pt-BR', 'pt-PT')).toBe(same);
    expect(asked('pt', 'p')).not.toBe(same);
  });

  it('counts another conversation from the second of the click until the guess ends', () => {
    const rivals = (openedAt: number) =>
      infer({ clicks: [aRecentClick(anna, time('09:59:40.700'))], otherOpenings: [openedAt] }).candidates[0]?.reasons
        .length;
    expect(rivals(time('09:59:40'))).toBe(5);
    expect(rivals(time('09:59:39.999'))).toBe(4);
    expect(rivals(time('10:09:39.999'))).toBe(5);
    expect(rivals(time('10:09:40'))).toBe(4);
  });
});

describe('the limits of a guess', () => {
  const traits = { deviceClass: 'ios', language: 'pt' } as const;
  const clicked = (link: typeof anna, at: number) => aRecentClick(link, at).from('ios').asking('pt');
  const outcome = (clicks: readonly RecentClickBuilder[]): string => {
    const inference = infer({ ...traits, clicks });
    return inference.kind === 'inferred' ? inference.candidate.link.id : inference.reason;
  };

  it('name somebody at six tenths, and nobody below', () => {
    expect(outcome([clicked(anna, time('09:53:45'))])).toBe('lnk_ANNA');
    expect(outcome([clicked(anna, time('09:53:45') - 1)])).toBe('unlikely');
  });

  it('call two links ambiguous until the one is twice as likely as the other', () => {
    const nearer = clicked(anna, time('09:57:30'));
    expect(outcome([nearer, clicked(ben, time('09:53:45'))])).toBe('unlikely');
    expect(outcome([nearer, clicked(ben, time('09:53:45') + 1)])).toBe('ambiguous');
  });
});

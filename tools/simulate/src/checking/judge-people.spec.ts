import { describe, expect, it } from '@jest/globals';

import type { Truth } from '../people/truth.js';
import { judge, type Judgement } from './judge-people.js';

const annas: Truth = {
  status: 'credited',
  matchType: 'click_token',
  partnerId: 'prt_Anna',
  linkId: 'lnk_1',
  campaignId: 'cmp_1',
};
const organic: Truth = { status: 'organic' };
const damaged: Truth = { status: 'unattributed', reason: 'damaged' };

describe('an answer is', () => {
  it.each<{ name: string; truth: Truth; answer: Truth; judgement: Judgement }>([
    { name: 'right where it says the truth', truth: annas, answer: annas, judgement: 'right' },
    { name: 'right where nobody is', truth: organic, answer: organic, judgement: 'right' },
    {
      name: 'wrong where somebody else is credited',
      truth: annas,
      answer: { ...annas, partnerId: 'prt_Ben' },
      judgement: 'wrong',
    },
    {
      name: "wrong where another link of the partner's is credited",
      truth: annas,
      answer: { ...annas, linkId: 'lnk_2' },
      judgement: 'wrong',
    },
    { name: 'wrong where somebody is credited for who came unsent', truth: organic, answer: annas, judgement: 'wrong' },
    { name: 'wrong where a damaged code is taken for a whole one', truth: damaged, answer: annas, judgement: 'wrong' },
    { name: 'missed where nobody is credited for whom Anna sent', truth: annas, answer: organic, judgement: 'missed' },
    {
      name: 'missed where the person was never met',
      truth: annas,
      answer: { status: 'never-wrote' },
      judgement: 'missed',
    },
    {
      name: 'otherwise different where the reason is',
      truth: damaged,
      answer: { ...damaged, reason: 'unknown-ref' },
      judgement: 'other',
    },
    {
      name: 'otherwise different where the evidence is',
      truth: annas,
      answer: { ...annas, matchType: 'ref_code' },
      judgement: 'other',
    },
  ])('$name', ({ truth, answer, judgement }) => {
    expect(judge(truth, answer)).toBe(judgement);
  });
});

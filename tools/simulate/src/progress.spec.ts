import { describe, expect, it } from '@jest/globals';

import { Progress } from './progress.js';

const watched = (isTTY: boolean) => {
  let [shown, at] = ['', 0];
  const progress = new Progress({ isTTY, write: (text) => (shown += text) }, () => (at += 1_000));
  return { progress, shown: () => shown };
};

describe('progress', () => {
  it("updates a terminal's line in place, until a step is done", () => {
    const { progress, shown } = watched(true);
    progress.show('people 1/2');
    progress.show('people 2/2', true);
    progress.say('done');
    expect(shown()).toBe('\r\u001b[Kpeople 1/2\r\u001b[Kpeople 2/2\ndone\n');
  });

  it('writes plain lines elsewhere, and not many', () => {
    const { progress, shown } = watched(false);
    for (let person = 1; person <= 12; person += 1) progress.show(`people ${person}/12`, person === 12);
    expect(shown()).toBe('people 5/12\npeople 10/12\npeople 12/12\n');
  });
});

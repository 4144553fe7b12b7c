import { describe, expect, it } from '@jest/globals';
import { defaultSettings, type Evidence } from '@whence/attribution-domain';
import { aCoupon, aLink, anAd } from '@whence/attribution-testing';

import { evidenceUnder } from './other-terms.js';

const anna = aLink('ANNA');
const ben = aLink('BEN');
const evidence: Evidence = {
  copies: [],
  contact: [],
  settings: defaultSettings,
  facts: {
    links: [anna.build(), ben.build()],
    ads: [{ ...anAd('77', 'SUMMER'), terms: anna.build().terms }],
    coupons: [aCoupon('ANNA').build()],
    clicks: [],
  },
};
const windowsIn = ({ facts: { links, ads, coupons } }: Evidence) =>
  [...links, ...ads, ...coupons].map(({ terms }) => terms.map(({ windowDays }) => windowDays));

describe('a window of a program', () => {
  it('holds for all that is of the program: links, ads and coupons', () => {
    expect(windowsIn(evidence)).toEqual([[30], [30], [30], [30]]);
    const terms = { settings: {}, programs: new Map([[anna.programId, { windowDays: 7 }]]) };
    expect(windowsIn(evidenceUnder(evidence, terms))).toEqual([[7], [30], [7], [7]]);
  });
});

describe('a setting', () => {
  it('takes the place of the one in force; the others stay, and so does the version', () => {
    const settings = { model: 'linear', openingGraceMinutes: 0 } as const;
    const under = evidenceUnder(
      { ...evidence, settings: { ...defaultSettings, version: 4 } },
      { settings, programs: new Map() },
    );
    expect(under.settings).toEqual({ ...defaultSettings, ...settings, version: 4 });
  });
});

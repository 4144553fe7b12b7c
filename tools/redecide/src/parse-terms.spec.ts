import { describe, expect, it } from '@jest/globals';

import { parseTerms } from './parse-terms.js';

const anna = 'prg_0000000000000000000000ANNA';

describe('a file of terms', () => {
  it('names any settings, and what of a program decides', () => {
    const settings = {
      model: 'time_decay',
      precedence: 'ad_over_partner',
      openingGraceMinutes: 0,
      finalizationHours: 2160,
      existingThreads: 'unattributed',
      inference: 'on',
    };
    const terms = { windowDays: 3650, paysInferred: true };
    expect(parseTerms({ settings, programs: { [anna]: terms } })).toEqual({
      kind: 'terms',
      terms: { settings, programs: new Map([[anna, terms]]) },
    });
  });

  it('need not name everything', () => {
    expect(parseTerms({ settings: { model: 'linear' } })).toEqual({
      kind: 'terms',
      terms: { settings: { model: 'linear' }, programs: new Map() },
    });
    expect(parseTerms({ programs: { [anna]: { windowDays: 1 } } })).toMatchObject({ terms: { settings: {} } });
  });

  it('is told everything that is wrong with it, each with its path', () => {
    const settings = {
      model: 'best_touch',
      precedence: ['ad_over_partner'],
      openingGraceMinutes: 1441,
      finalizationHours: 2161,
      existingThreads: null,
      inference: true,
      version: 2,
    };
    const programs = { [anna]: { windowDays: 0, paysInferred: 'yes', holdDays: 3 }, prg_anna: { windowDays: 7 } };
    expect(parseTerms({ settings, programs, setting: {} })).toEqual({
      kind: 'problems',
      problems: [
        'settings.model: must be one of first_touch, last_touch, last_non_direct, linear, position_based, time_decay',
        'settings.precedence: must be one of partner_over_ad, ad_over_partner',
        'settings.openingGraceMinutes: must be a whole number from 0 to 1440',
        'settings.finalizationHours: must be a whole number from 0 to 2160',
        'settings.existingThreads: must be one of credit, unattributed',
        'settings.inference: must be one of off, on',
        'settings.version: is not known',
        `programs.${anna}.windowDays: must be a whole number from 1 to 3650`,
        `programs.${anna}.paysInferred: must be true or false`,
        `programs.${anna}.holdDays: is not known`,
        'programs.prg_anna: must be the id of a program, prg_ and 26 characters',
        'setting: is not known',
      ],
    });
  });

  it.each([1.5, '7', -1, Number.NaN, null])('does not take %p for a window', (windowDays) => {
    expect(parseTerms({ programs: { [anna]: { windowDays } } })).toMatchObject({ kind: 'problems' });
  });

  it.each([
    ['the file', []],
    ['the file', 'linear'],
    ['settings', { settings: null }],
    ['programs', { programs: [] }],
    [`programs.${anna}`, { programs: { [anna]: 7 } }],
    ['__proto__', JSON.parse('{"__proto__": {}}')],
    ['constructor', { constructor: {} }],
  ])('says that %s is wrong', (path, content) => {
    const { problems = [] } = { ...parseTerms(content) } as { readonly problems?: readonly string[] };
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${path}: (must be an object|is not known)$`))]);
  });
});

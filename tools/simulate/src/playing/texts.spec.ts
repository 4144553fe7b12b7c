import { describe, expect, it } from '@jest/globals';
import { findTextCodes, makeClickPart, makeTextCode, writeCodeWithClick } from '@whence/codes';

import { Chance } from '../chance.js';
import { editDraft, greeting } from './texts.js';

/** Drafts with many codes, and what may be found in them. */
const drafts = Array.from({ length: 400 }, (_, index) => {
  const chance = new Chance(index);
  const code = makeTextCode(chance.below(30_000_000));
  const clickPart = makeClickPart(chance.below(800_000_000));
  return { chance, code, clickPart, draft: `Hi! Anna told me about you. ${writeCodeWithClick(code, clickPart)}` };
});

describe('a draft that is', () => {
  it.each([undefined, 'rewritten'] as const)('sent (%s) still names its link and its click', (edit) => {
    for (const { chance, code, clickPart, draft } of drafts) {
      const text = editDraft(draft, edit, chance);
      expect({ text, ...findTextCodes(text) }).toEqual({ text, codes: [{ code, clickPart }], damaged: [] });
    }
  });

  it('cut behind the code still names its link', () => {
    for (const { chance, code, draft } of drafts) {
      expect(findTextCodes(editDraft(draft, 'click-deleted', chance))).toEqual({ codes: [{ code }], damaged: [] });
    }
  });

  it('sent with one character wrong names nobody, and shows that something was meant', () => {
    for (const { chance, draft } of drafts) {
      const { codes, damaged } = findTextCodes(editDraft(draft, 'code-damaged', chance));
      expect(codes).toEqual([]);
      expect(damaged).toHaveLength(1);
    }
  });

  it('sent without its code says nothing', () => {
    for (const { chance, draft } of drafts) {
      expect(findTextCodes(editDraft(draft, 'code-deleted', chance))).toEqual({ codes: [], damaged: [] });
    }
  });
});

describe('a greeting', () => {
  it('has nothing like a code in it', () => {
    for (const { chance } of drafts) expect(findTextCodes(greeting(chance))).toEqual({ codes: [], damaged: [] });
  });
});

import { describe, expect, it } from '@jest/globals';

import { withFreeCodes } from './link-refusals.js';

/** What PostgreSQL says where a unique key is taken. */
const taken = (constraint: string): Error => Object.assign(new Error('duplicate key'), { code: '23505', constraint });

const refusing = (...errors: Error[]) => {
  const tried: string[] = [];
  return {
    tried,
    work: async ({ key, refCode, textCode }: { key: string; refCode: string; textCode: string }) => {
      tried.push(`${key} ${refCode} ${textCode}`);
      const error = errors.shift();
      if (error !== undefined) throw error;
      return textCode;
    },
  };
};

describe('drawn codes that turn out to be taken', () => {
  it('are drawn again until they are free', async () => {
    const { work, tried } = refusing(
      taken('link_text_code_unique'),
      taken('link_key_unique'),
      taken('link_ref_code_unique'),
    );
    await withFreeCodes({}, work);
    expect(new Set(tried).size).toBe(4);
  });

  it('are drawn again only so often', async () => {
    const { work, tried } = refusing(...Array.from({ length: 100 }, () => taken('link_text_code_unique')));
    await expect(withFreeCodes({}, work)).rejects.toThrow('duplicate key');
    expect(tried).toHaveLength(20);
  });

  it('are not drawn again for a code that was asked for, nor for anything else', async () => {
    const reasons = [
      taken('link_key_unique'),
      taken('link_ref_code_unique'),
      taken('link_campaign_exists'),
      new Error('away'),
    ];
    for (const reason of reasons) {
      const { work, tried } = refusing(reason);
      await expect(withFreeCodes({ key: 'anna', refCode: 'ANNA10' }, work)).rejects.toBe(reason);
      expect(tried).toHaveLength(1);
    }
  });
});

import { describe, expect, it } from '@jest/globals';
import { findTextCodes, makeTextCode, readClickToken } from '@whence/codes';
import { MasterKey } from '@whence/platform/crypto';

import { marksWithoutClick, mintClick, type ClickedLink } from './mint-click.js';

const keys = new MasterKey('mint-click-mint-click-mint-click-mint');
const clickedAt = Date.UTC(2026, 10, 2, 10);

const linkOn = (channel: ClickedLink['channel']): ClickedLink => ({
  linkId: 'lnk_01KAQ3ZV5N8T2M4R6P7S9W1X4F',
  channel,
  refCode: 'ANNA10',
  textCode: makeTextCode(123_456),
});

describe('a click', () => {
  it.each(['instagram', 'messenger'] as const)(
    'on %s is signed into the ref, and the code stands in the text',
    (channel) => {
      const link = linkOn(channel);
      const { id, marks, clickPart } = mintClick(link, clickedAt, keys);
      expect(readClickToken(marks.ref, (payload) => keys.mac('click-token', payload))).toEqual({
        kind: 'click',
        linkId: link.linkId,
        clickId: id,
        clickedAt,
      });
      expect(marks.text).toBe(link.textCode);
      expect(clickPart).toBeUndefined();
    },
  );

  it('on WhatsApp is named by six characters behind the code in the text', () => {
    const link = linkOn('whatsapp');
    const { marks, clickPart } = mintClick(link, clickedAt, keys);
    expect(clickPart).toMatch(/^[2-9A-Z]{6}$/);
    expect(findTextCodes(`Hi! ${marks.text}`).codes).toEqual([{ code: link.textCode, clickPart }]);
  });

  it('has marks of its own each time', () => {
    for (const channel of ['instagram', 'whatsapp'] as const) {
      const marks = Array.from({ length: 50 }, () => mintClick(linkOn(channel), clickedAt, keys).marks);
      expect(new Set(marks.map(({ ref, text }) => `${ref} ${text}`)).size).toBe(marks.length);
    }
  });
});

describe('a request that is no click', () => {
  it('carries the codes of the link only', () => {
    const link = linkOn('whatsapp');
    expect(marksWithoutClick(link)).toEqual({ ref: 'ANNA10', text: link.textCode });
  });
});

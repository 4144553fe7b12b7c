import { randomInt } from 'node:crypto';

import { codeNumbers, makeClickPart, writeClickToken, writeCodeWithClick, type TextCode } from '@whence/codes';
import { newId, type MasterKey } from '@whence/platform/crypto';
import type { Channel } from '@whence/signals';

/** What a click needs of its link. */
export interface ClickedLink {
  readonly linkId: string;
  readonly channel: Channel;
  readonly refCode: string;
  readonly textCode: string;
}

/** What a target carries to tie an opening to its link, and to its click where there is one. */
export interface Marks {
  readonly ref: string;
  readonly text: string;
}

export interface MintedClick {
  readonly id: `clk_${string}`;
  /** UTC milliseconds. */
  readonly clickedAt: number;
  /** On WhatsApp, which carries no ref: what names this click in the text. */
  readonly clickPart?: string;
  readonly marks: Marks;
}

/** A new click: its id, and the marks that will tell, without any look-up, which link was followed and when. */
export const mintClick = (link: ClickedLink, clickedAt: number, keys: MasterKey): MintedClick => {
  const id = newId('clk');
  if (link.channel === 'whatsapp') {
    const clickPart = makeClickPart(randomInt(codeNumbers));
    return {
      id,
      clickedAt,
      clickPart,
      marks: { ref: link.refCode, text: writeCodeWithClick(link.textCode as TextCode, clickPart) },
    };
  }
  const token = writeClickToken({ linkId: link.linkId, clickId: id, clickedAt }, (payload) =>
    keys.mac('click-token', payload),
  );
  return { id, clickedAt, marks: { ref: token, text: link.textCode } };
};

/** The marks of a link where nobody clicked. */
export const marksWithoutClick = ({ refCode, textCode }: ClickedLink): Marks => ({ ref: refCode, text: textCode });

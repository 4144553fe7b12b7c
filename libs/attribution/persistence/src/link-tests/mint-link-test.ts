import { randomInt } from 'node:crypto';

import type { RecordedClick } from '@whence/attribution-application';
import type { LinkId, WorkspaceId } from '@whence/attribution-domain';
import { codeNumbers, makeClickPart, writeClickToken, writeCodeWithClick, type TextCode } from '@whence/codes';
import { newId, type MasterKey } from '@whence/platform/crypto';
import type { Channel } from '@whence/signals';

/** What a test needs of its link. */
export interface TestedLink {
  readonly id: string;
  readonly channel: Channel;
  readonly refCode: string;
  readonly textCode: string;
}

export interface MintedLinkTest {
  readonly click: RecordedClick;
  /** What a target carries of the test: a ref, or a draft's text on WhatsApp, which has no ref. */
  readonly marks: { readonly ref: string; readonly text: string };
}

/** A click that nobody made, to be carried through a channel and found again; it is nobody's and counts nowhere. */
export const mintLinkTest = (
  link: TestedLink,
  { workspaceId, clickedAt }: { readonly workspaceId: string; readonly clickedAt: number },
  keys: MasterKey,
): MintedLinkTest => {
  const click: RecordedClick = {
    workspaceId: workspaceId as WorkspaceId,
    id: newId('clk'),
    linkId: link.id as LinkId,
    channel: link.channel,
    clickedAt,
    visitor: 'robot',
    robotReason: 'link-test',
    clientClass: 'link-test',
    visitorId: 'link-test',
  };
  if (link.channel === 'whatsapp') {
    const clickPart = makeClickPart(randomInt(codeNumbers));
    const text = writeCodeWithClick(link.textCode as TextCode, clickPart);
    return { click: { ...click, clickPart }, marks: { ref: link.refCode, text } };
  }
  const claims = { linkId: link.id, clickId: click.id, clickedAt };
  const ref = writeClickToken(claims, (payload) => keys.mac('click-token', payload));
  return { click, marks: { ref, text: link.textCode } };
};

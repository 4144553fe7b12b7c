import { describe, expect, it } from '@jest/globals';

import { at, instagram, linkReferral } from '../../test/expectations.js';
import { signalsOf, storedThread } from '../../test/stored.js';

const thread = storedThread('instagram-link');
const opening = thread.messages[1] as object;

const withMetadata = (metadata: object | null) => ({
  ...thread,
  conversation: { ...thread.conversation, metadata },
});
const withMessage = (facts: object) => ({ ...thread, messages: [{ ...opening, ...facts }] });

describe('the time of a stored referral', () => {
  const opened = signalsOf({ ...thread, messages: [] });

  it('is that of the message before, and where there is none that of its being stored', () => {
    expect(opened).toEqual([
      {
        kind: 'thread-opened',
        ...instagram,
        occurredAt: at('2026-11-02T10:00:01.300Z', 'vendor'),
        referral: linkReferral('IGME-SOURCE-LINK'),
      },
    ]);
  });

  it.each([
    ['ten seconds before', '2026-11-02T09:59:51.300Z', 'message-received'],
    ['more than ten seconds before', '2026-11-02T09:59:51.299Z', 'thread-opened'],
    ['in the same moment', '2026-11-02T10:00:01.300Z', 'message-received'],
    ['stored a moment after it', '2026-11-02T10:00:02.300Z', 'message-received'],
    ['written after it', '2026-11-02T10:00:02.301Z', 'thread-opened'],
  ])('belongs to a message %s, or to none', (_, createdAt, kind) => {
    expect(signalsOf(withMessage({ createdAt })).at(-1)).toMatchObject({ kind, referral: { ref: 'ANNA10' } });
  });

  it('belongs to no message of the business', () => {
    expect(signalsOf(withMessage({ direction: 'outgoing' })).at(-1)).toMatchObject({ kind: 'thread-opened' });
  });

  it('belongs to the last of several messages', () => {
    const before = { ...opening, id: 'mid_before', createdAt: '2026-11-02T09:59:58Z' };
    for (const messages of [
      [before, opening],
      [opening, before],
    ]) {
      expect(signalsOf({ ...thread, messages }).at(-1)).toMatchObject({ platformMessageId: 'aWdfZAG1f' });
    }
  });

  it('belongs to the message before rather than to one a moment after', () => {
    const after = { ...opening, id: 'mid_after', createdAt: '2026-11-02T10:00:01.400Z' };
    expect(signalsOf({ ...thread, messages: [after, opening] }).at(-1)).toMatchObject({
      platformMessageId: 'aWdfZAG1f',
    });
  });

  it('belongs to the same one of two messages of one moment', () => {
    const twin = { ...opening, id: 'mid_0' };
    for (const messages of [
      [twin, opening],
      [opening, twin],
    ]) {
      expect(signalsOf({ ...thread, messages }).at(-1)).toMatchObject({ platformMessageId: 'aWdfZAG1f' });
    }
  });

  it('before the window, or so early in it that its message may be before it, is history', () => {
    const capturedAt = Date.parse('2026-11-02T10:00:01.300Z');
    expect(signalsOf({ ...thread, messages: [] }, capturedAt - 10_000)).toHaveLength(1);
    expect(signalsOf({ ...thread, messages: [] }, capturedAt - 9_999)).toHaveLength(0);
  });

  it.each([[null], [{}], [{ meta_ad_ref: 'ANNA10' }], [{ meta_ad_captured_at: '2026-11-02T10:00:01.300Z' }]])(
    'is told by Zernio, or there is nothing to tell: %j',
    (metadata) => {
      expect(signalsOf({ ...withMetadata(metadata), messages: [] })).toEqual([]);
    },
  );
});

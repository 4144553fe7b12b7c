import { describe, expect, it } from '@jest/globals';

import { isLinkMessage, messageCharactersMax } from './link-message.js';

describe('the message of a link', () => {
  it.each(['Hi!', 'Olá, vi no Instagram 🙂', 'Two\nlines', 'x'.repeat(messageCharactersMax)])('may be %j', (message) =>
    expect(isLinkMessage(message)).toBe(true),
  );

  it.each([
    ['empty', ''],
    ['blank', '   '],
    ['too long', 'x'.repeat(messageCharactersMax + 1)],
    ['with a NUL', 'Hi\u0000'],
    ['with half a character', 'Hi \ud83d'],
    ['a code itself', 'Hi WH-K7M4Q2C'],
    ['something that is nearly a code', 'WH-K7M4Q2'],
    ['no text', 7],
  ])('may not be %s', (_, message) => expect(isLinkMessage(message)).toBe(false));
});

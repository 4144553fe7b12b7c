import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { signalsOf, storedThread, translateCaughtUp } from '../../test/stored.js';
import type { StoredThread } from './caught-up.js';

const anyThread = fc.constantFrom('instagram-link', 'messenger-ad-without-message', 'whatsapp-ad').map(storedThread);

describe('whatever Zernio answers instead of some value', () => {
  it('makes deliveries that are read, kept aside or counted', () => {
    fc.assert(
      fc.property(anyThread, fc.nat({ max: 50 }), fc.jsonValue(), (thread, target, replacement) => {
        let visited = 0;
        const text = JSON.stringify(thread);
        const changed = JSON.parse(text, (_key, value: unknown) => (visited++ === target ? replacement : value)) as {
          readonly conversation?: unknown;
          readonly messages?: unknown;
        } | null;
        const { unreadable } = translateCaughtUp(asListed(changed ?? {}));
        expect(unreadable.filter(({ reason }) => reason === 'translator-failed')).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves the other messages as they are', () => {
    const thread = storedThread('instagram-link');
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const messages = asListed({ ...thread, messages: [...thread.messages, value] }).messages;
        expect(signalsOf({ ...thread, messages })).toEqual(expect.arrayContaining([...signalsOf(thread)]));
      }),
    );
  });
});

/** What the lists let through: objects. */
const asListed = ({ conversation, messages }: { conversation?: unknown; messages?: unknown }): StoredThread => ({
  conversation: objectOf(conversation),
  messages: Array.isArray(messages) ? messages.map(objectOf) : [],
});

const objectOf = (value: unknown): object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};

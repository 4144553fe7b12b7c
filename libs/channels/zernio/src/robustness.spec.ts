import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fixtureBytes, fixtureNames } from '../test/fixtures.js';
import { zernioAdapter } from './index.js';

const anyFixture = fc.constantFrom(...fixtureNames).map((name) => fixtureBytes(name).toString());

/** Whatever was read, no reader failed on it. */
const expectNoDefect = (payload: unknown): void =>
  expect(zernioAdapter.translate(payload).unreadable.map(({ reason }) => reason)).not.toContain('translator-failed');

describe('whatever comes', () => {
  it('is translated without a failure, when it is any JSON', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), expectNoDefect));
  });

  it('is translated without a failure, when any one value of a recorded payload is another', () => {
    fc.assert(
      fc.property(anyFixture, fc.nat({ max: 80 }), fc.jsonValue(), (text, target, replacement) => {
        let visited = 0;
        expectNoDefect(JSON.parse(text, (_key, value: unknown) => (visited++ === target ? replacement : value)));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('recorded payloads', () => {
  it.each(fixtureNames)('%s has its expectation in a specification', (name) => {
    const specifications = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.spec.ts'));
    const texts = specifications.map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'));
    expect(texts.some((text) => text.includes(`'${name}'`))).toBe(true);
  });
});

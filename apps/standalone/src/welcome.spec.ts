import { describe, expect, it } from '@jest/globals';

import { welcomeText } from './welcome.js';

const facts = {
  url: 'http://127.0.0.1:3000',
  publicUrl: 'https://whence.example',
  shortUrl: 'https://go.example',
  home: '/srv/whence',
};

describe('what is printed after a start', () => {
  it('ends with the line that scripts wait for', () => {
    expect(welcomeText(facts).trimEnd().split('\n').at(-1)).toBe('whence ready: http://127.0.0.1:3000');
  });

  it('names the addresses that people and platforms use', () => {
    const text = welcomeText(facts);
    for (const part of [
      'https://whence.example/docs',
      'https://go.example/{key}',
      'https://whence.example/webhooks/',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('shows a key at the start that made it, and at no other', () => {
    expect(welcomeText(facts)).not.toContain('API key');
    expect(welcomeText({ ...facts, newKey: { key: 'whk_abc', keptIn: '/srv/key' } })).toMatch(
      /^ {2}API key +whk_abc$/m,
    );
  });
});

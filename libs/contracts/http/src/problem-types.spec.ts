import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { problemTypes, problemTypeUriOf } from './problem-types.js';

const page = readFileSync(new URL('../../../../docs/problems.md', import.meta.url), 'utf8');

/** A section of the page: `## code`, then `status: title`, then what helps. */
const section =
  /^## `(?<code>[^`]+)`\n\n(?<status>\d{3}): (?<title>.+)\n\n(?<explanation>[^#]+?)\n(?=\n## |$(?![\s\S]))/gm;

const documented = [...page.matchAll(section)].map(({ groups }) => ({
  code: groups?.['code'],
  status: Number(groups?.['status']),
  title: groups?.['title'],
  explanation: groups?.['explanation']?.replaceAll('\n', ' '),
}));

describe('the problem catalogue', () => {
  it('is documented whole, and the page documents nothing else', () => {
    const published = Object.values(problemTypes).map(({ code, status, title, explanation }) => ({
      code,
      status,
      title,
      explanation,
    }));
    expect(documented).toEqual(published);
    expect(page.match(/^## /gm)).toHaveLength(published.length);
  });

  it('names each problem by its own code, in kebab-case, with an error status', () => {
    for (const [key, { code, status }] of Object.entries(problemTypes)) {
      expect(code).toBe(key);
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(status).toBeGreaterThanOrEqual(400);
    }
  });

  it('gives each problem a stable URI', () => {
    expect(problemTypeUriOf('not-found')).toBe('https://whence.dev/problems/not-found');
  });
});

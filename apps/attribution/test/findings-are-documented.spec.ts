import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { findingCodes } from '@whence/attribution-application';

const [, section = ''] = readFileSync(new URL('../../../docs/channels.md', import.meta.url), 'utf8').split(
  '\n## Signal health\n',
);

describe('the page that findings point to', () => {
  it('has a chapter on each of them, and on nothing else', () => {
    const chapters = [...section.matchAll(/^### (.+)$/gm)].map(([, title]) => title);
    expect(chapters).toEqual(findingCodes);
  });
});

import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { projectsOfWorkspace, workspaceRoot } from '../lint/workspace.mjs';
import { nounsOf, readGlossary, unexplained, wordsOf } from './glossary.js';

const domains = projectsOfWorkspace().filter(({ layer }) => layer === 'domain');

describe('the words of the domain', () => {
  it.each(domains.map(({ name, folder }) => ({ name, folder })))(
    'the glossary explains every noun of $name',
    ({ folder }) => {
      const nouns = nounsOf(join(workspaceRoot, folder, 'src'));
      expect(nouns).not.toEqual([]);
      expect(unexplained(nouns, wordsOf(readGlossary(workspaceRoot)))).toEqual([]);
    },
  );

  it('a noun without its line is found', () => {
    const words = wordsOf(
      '| word | meaning |\n| --- | --- |\n| partner, **enrollment** | who earns |\n\n### Match type\n',
    );
    expect(unexplained(['partner', 'enrollments', 'match type', 'wombat'], words)).toEqual(['wombat']);
  });
});

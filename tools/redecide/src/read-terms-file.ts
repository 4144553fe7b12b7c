import { readFileSync } from 'node:fs';

import type { OtherTerms } from '@whence/attribution-application';
import { UsageProblem } from '@whence/verify-attributions-tool';

import { parseTerms } from './parse-terms.js';

/** The terms that the file has; everything that is wrong with it is said at once. */
export const readTermsFile = (path: string): OtherTerms => {
  const parsed = parseTerms(contentOf(path));
  if (parsed.kind === 'terms') return parsed.terms;
  throw new UsageProblem([`${path} has no terms that can be tried:`, ...parsed.problems].join('\n  '));
};

const contentOf = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageProblem(`${path} cannot be read as JSON: ${(error as Error).message}`);
  }
};

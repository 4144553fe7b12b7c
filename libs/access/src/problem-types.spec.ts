import { describe, expect, it } from '@jest/globals';
import { problemTypes, problemTypeUriOf } from '@whence/contracts-http';
import { allTransportProblems, problemTypeUri } from '@whence/platform/http';

// The platform may not import a contract, and a contract imports nothing: here both are known.
describe('the problem catalogue and the platform', () => {
  it('mean the same by every problem that any server can answer with', () => {
    const catalogue: Readonly<Record<string, { code: string; title: string; status: number } | undefined>> =
      problemTypes;
    for (const { code, title, status } of allTransportProblems()) {
      expect(catalogue[code]).toMatchObject({ code, title, status });
    }
  });

  it('give a problem the same URI', () => {
    for (const problem of Object.values(problemTypes)) {
      expect(problemTypeUri(problem)).toBe(problemTypeUriOf(problem.code));
    }
  });
});

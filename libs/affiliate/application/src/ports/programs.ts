import type { ProgramTerms, TermsKey } from '@whence/affiliate-domain';

/** The terms of programs, every version that was ever told. */
export abstract class Programs {
  /** Answers false where that version is known already: it stays as it is. */
  abstract add(terms: ProgramTerms): Promise<boolean>;

  /** Those of the named terms that are known. */
  abstract named(keys: readonly TermsKey[]): Promise<readonly ProgramTerms[]>;
}

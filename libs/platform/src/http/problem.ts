import { problemTypeUri, transportProblem, type ProblemType, type TransportProblemCode } from './problem-type.js';

/** One thing that is wrong in a body or query: `rewards[0].amountMinor`, and what it must be. */
export interface FieldError {
  readonly path: string;
  readonly reason: string;
}

export interface ProblemFacts {
  /** What is wrong with this very request, for the person who reads it. Never a secret, never another tenant's. */
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  /** Further members of the body, such as the `holder` of a value that is taken. */
  readonly members?: Readonly<Record<string, string | number | boolean | null>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The body of an `application/problem+json` answer. */
export interface ProblemDocument {
  readonly type: string;
  readonly code: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  readonly [member: string]: unknown;
}

/**
 * An answer that says what was wrong with a request. Controllers throw it where an outcome is a refusal; the filter
 * turns it into `application/problem+json`. Problems of a context are named by their entry of the problem catalogue.
 */
export class Problem extends Error {
  readonly problemType: ProblemType;

  constructor(
    problem: TransportProblemCode | ProblemType,
    readonly facts: ProblemFacts = {},
  ) {
    const problemType = typeof problem === 'string' ? transportProblem(problem) : problem;
    super(facts.detail ?? problemType.title);
    this.name = 'Problem';
    this.problemType = problemType;
  }

  get code(): string {
    return this.problemType.code;
  }

  get status(): number {
    return this.problemType.status;
  }

  toDocument(): ProblemDocument {
    const { title, status, code } = this.problemType;
    const { detail, errors, members } = this.facts;
    return {
      ...members,
      type: problemTypeUri(this.problemType),
      code,
      title,
      status,
      ...(detail === undefined ? {} : { detail }),
      ...(errors === undefined ? {} : { errors }),
    };
  }
}

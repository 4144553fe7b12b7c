/** One attempt with an Idempotency-Key: whose, on which route, and a digest of what was asked. */
export interface IdempotentRequest {
  readonly workspaceId: string;
  /** Method and route pattern, such as `POST /v1/links`. */
  readonly route: string;
  readonly key: string;
  /** SHA-256 of parameters and body, 64 hex characters. */
  readonly requestDigest: string;
  /** Drawn for this attempt: one whose claim ran out cannot undo what a later one did. */
  readonly attemptId: string;
}

export type IdempotencyClaim =
  /** This request is the first: it does the work, then calls `complete` or `release`. */
  | { readonly kind: 'claimed' }
  | { readonly kind: 'answered'; readonly answer: string }
  | { readonly kind: 'in-progress' }
  | { readonly kind: 'used-for-another-request' };

/** Remembers the answers to requests that carried an Idempotency-Key. */
export abstract class IdempotencyKeys {
  abstract claim(request: IdempotentRequest): Promise<IdempotencyClaim>;
  /** Keeps the first answer, JSON text, for good. */
  abstract complete(request: IdempotentRequest, answer: string): Promise<void>;
  /** The first try failed: the key is free again. */
  abstract release(request: IdempotentRequest): Promise<void>;
}

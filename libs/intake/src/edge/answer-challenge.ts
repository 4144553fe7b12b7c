import { createHash, timingSafeEqual } from 'node:crypto';

/** The query of Meta's verification request. Repeated parameters come as arrays, and are never right. */
export interface ChallengeQuery {
  readonly 'hub.mode'?: unknown;
  readonly 'hub.verify_token'?: unknown;
  readonly 'hub.challenge'?: unknown;
}

export type ChallengeAnswer =
  | { readonly kind: 'accepted'; readonly challenge: string }
  | { readonly kind: 'wrong-token' }
  | { readonly kind: 'unusable-challenge' };

// Meta sends an integer. Anything wider would let a stranger who knows the token have us say what he likes.
const challengePattern = /^[A-Za-z0-9]{1,256}$/;

/**
 * Judges Meta's handshake (`hub.mode=subscribe`): the token in constant time, then the challenge. A connection without a
 * verify token accepts none.
 */
export const answerChallenge = (query: ChallengeQuery, verifyToken: string | undefined): ChallengeAnswer => {
  const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = query;
  if (mode !== 'subscribe' || typeof token !== 'string' || verifyToken === undefined) return { kind: 'wrong-token' };
  if (!timingSafeEqual(digest(token), digest(verifyToken))) return { kind: 'wrong-token' };
  if (typeof challenge !== 'string' || !challengePattern.test(challenge)) return { kind: 'unusable-challenge' };
  return { kind: 'accepted', challenge };
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { answerChallenge } from './answer-challenge.js';

const asked = (token: unknown, challenge: unknown) => ({
  'hub.mode': 'subscribe',
  'hub.verify_token': token,
  'hub.challenge': challenge,
});

describe("Meta's challenge", () => {
  it('is answered word for word to whoever knows the token', () => {
    expect(answerChallenge(asked('tok-1', '1158201444'), 'tok-1')).toEqual({
      kind: 'accepted',
      challenge: '1158201444',
    });
  });

  it.each([
    ['a wrong token', asked('tok-2', '1'), 'tok-1'],
    ['no token', asked(undefined, '1'), 'tok-1'],
    ['two tokens', asked(['tok-1', 'tok-1'], '1'), 'tok-1'],
    ['another mode', { ...asked('tok-1', '1'), 'hub.mode': 'unsubscribe' }, 'tok-1'],
    ['a connection that has no token', asked('', '1'), undefined],
  ])('is refused with %s', (_, query, verifyToken) => {
    expect(answerChallenge(query, verifyToken)).toEqual({ kind: 'wrong-token' });
  });

  it('is echoed only where it is plain letters and digits', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constant('<script>'), fc.webUrl()), (challenge) => {
        const answer = answerChallenge(asked('tok-1', challenge), 'tok-1');
        return answer.kind === 'unusable-challenge' || /^[A-Za-z0-9]+$/.test(challenge);
      }),
    );
  });
});

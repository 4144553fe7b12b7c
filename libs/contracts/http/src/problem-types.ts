/** One kind of problem an API answers with: stable code and status, and what a client can do about it. */
export interface PublishedProblem {
  readonly code: string;
  readonly title: string;
  readonly status: number;
  /** When it is answered and what helps, for docs/problems.md. */
  readonly explanation: string;
}

const problem = <Code extends string>(code: Code, status: number, [title, explanation]: readonly [string, string]) => ({
  code,
  title,
  status,
  explanation,
});

/** The stable `type` URI of a problem. */
export const problemTypeUriOf = (code: string): string => `https://whence.dev/problems/${code}`;

/** What HTTP itself can get wrong; every API answers with these. */
const ofTransport = {
  'malformed-body': problem('malformed-body', 400, [
    'The body is not usable JSON',
    'It does not parse, is nested deeper than 64 levels, or holds bytes that no text can hold. Nothing was done.',
  ]),
  'invalid-request': problem('invalid-request', 400, [
    'The request does not fit the documented shape',
    'A field is missing, unknown or has the wrong form; `errors` names each by path and says why. Nothing was done.',
  ]),
  'idempotency-key-malformed': problem('idempotency-key-malformed', 400, [
    'The Idempotency-Key cannot be used',
    'A key is 1 to 255 printable ASCII characters, sent once.',
  ]),
  unauthenticated: problem('unauthenticated', 401, [
    'A valid API key is needed',
    'Send `Authorization: Bearer <API key>` with a key that was not revoked.',
  ]),
  'scope-missing': problem('scope-missing', 403, [
    'The API key does not have the scope that this needs',
    'The `detail` names the scope. Use a key that has it; an owner key has all.',
  ]),
  'not-found': problem('not-found', 404, [
    'There is no such thing here',
    'The path or the id is unknown in the workspace of the API key. What another workspace owns looks the same.',
  ]),
  'unknown-reference': problem('unknown-reference', 404, [
    'The request names something that does not exist here',
    'An id in the body is unknown in the workspace of the API key; `errors` names the field.',
  ]),
  'method-not-allowed': problem('method-not-allowed', 405, [
    'This path does not take that method',
    'The `Allow` header lists the methods it takes.',
  ]),
  'request-timeout': problem('request-timeout', 408, [
    'The request took too long to arrive',
    'Headers have 15 seconds, the whole request has 30. Send it again.',
  ]),
  conflict: problem('conflict', 409, [
    'The request contradicts what is stored',
    'The `detail` says what stands against it. Read the resource again before another try.',
  ]),
  'already-taken': problem('already-taken', 409, [
    'A value that must be unique belongs to something else',
    '`errors` names the field and `holder` is the id of what has the value.',
  ]),
  'idempotency-key-reused': problem('idempotency-key-reused', 409, [
    'The Idempotency-Key was used with another body',
    'A key stands for one request for good. Use a new key for a new request.',
  ]),
  'idempotency-key-in-progress': problem('idempotency-key-in-progress', 409, [
    'The first request with this Idempotency-Key is still at work',
    'Send the same request again after the seconds in `Retry-After`.',
  ]),
  'body-too-large': problem('body-too-large', 413, [
    'The body is too large',
    'An API body has at most 100 KB, a webhook delivery at most 3 MB.',
  ]),
  'url-too-long': problem('url-too-long', 414, [
    'The URL is too long',
    'A part of the path has at most 200 characters.',
  ]),
  'unsupported-media-type': problem('unsupported-media-type', 415, [
    'The body must be application/json',
    'Send `Content-Type: application/json`.',
  ]),
  'headers-too-large': problem('headers-too-large', 431, [
    'The headers are too large',
    'All headers together have at most 16 KB.',
  ]),
  'internal-error': problem('internal-error', 500, [
    'Something failed on our side',
    'It is logged. Whether the request took effect is unknown: repeat it with the same `Idempotency-Key`.',
  ]),
  'temporarily-unavailable': problem('temporarily-unavailable', 503, [
    'Not available right now: try again',
    'The database or the process is away for the moment. Repeat the request after the seconds in `Retry-After`.',
  ]),
} as const;

/** What partners, programs and links can get wrong. */
const ofCatalog = {
  'partner-not-enrolled': problem('partner-not-enrolled', 409, [
    'The partner is not enrolled in the program',
    'A link, an ad or a coupon of a partner needs a program, and an enrollment of the partner in it. Create the enrollment first.',
  ]),
  'channel-account-unreachable': problem('channel-account-unreachable', 409, [
    'Nobody can be led to this channel account',
    'A link to WhatsApp needs the number: add `externalIds.phone` to the channel account first.',
  ]),
} as const;

/** What a reported conversion can get wrong. */
const ofAttribution = {
  'conversion-conflict': problem('conversion-conflict', 409, [
    'A different conversion was reported under this external id',
    'External ids stand for one conversion for good; `holder` is the id of the one on record. Nothing was changed.',
  ]),
  'refund-conflict': problem('refund-conflict', 409, [
    'A different refund was reported under this external id',
    'External ids stand for one refund for good; `holder` is the id of the one on record. Nothing was changed.',
  ]),
  'over-refund': problem('over-refund', 409, [
    'More would be given back than was paid',
    'The refunds of a conversion cannot come to more than its amount. Nothing was recorded.',
  ]),
  'not-opened': problem('not-opened', 409, [
    'The person has not written yet',
    'There is no answer that could be overridden before the first message. Try again once the conversation is opened.',
  ]),
  'contact-contradiction': problem('contact-contradiction', 409, [
    'The names given for the contact belong to different people',
    'Names given together are one person’s unless they contradict each other, as two phone numbers do. Nothing was linked, nothing was recorded but the conflict.',
  ]),
  'already-one-contact': problem('already-one-contact', 409, [
    'The conversations are of one contact already',
    'There is nothing to join. Both conversations show the same `contactId`.',
  ]),
} as const;

/** What a webhook's sender can get wrong. */
const ofIntake = {
  'webhook-signature-invalid': problem('webhook-signature-invalid', 401, [
    'The delivery is not signed with a secret of this connection',
    'The signature covers the raw bytes of the body. Compare the secrets of the connection; nothing was stored.',
  ]),
  'verify-token-wrong': problem('verify-token-wrong', 403, [
    'The verify token is not the one of this connection',
    'Enter the `verifyToken` of the connection where the webhook is subscribed.',
  ]),
} as const;

/** What whoever follows a short link can meet. */
const ofRedirect = {
  'link-not-active': problem('link-not-active', 410, [
    'This link is not in use',
    'It has been disabled, has expired, or is not active yet.',
  ]),
} as const;

/** Every problem, by its code. docs/problems.md lists the same; a test compares the two in both directions. */
export const problemTypes = { ...ofTransport, ...ofCatalog, ...ofAttribution, ...ofIntake, ...ofRedirect } as const;

export type ProblemCode = keyof typeof problemTypes;

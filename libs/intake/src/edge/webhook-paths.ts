import { problemAnswer, type DocumentedPaths } from '@whence/platform/http';
import type { Provider } from '@whence/signals';

const signatureHeaders: Record<Provider, string> = {
  zernio: 'X-Zernio-Signature',
  'meta-graph': 'X-Hub-Signature-256',
  'whatsapp-cloud': 'X-Hub-Signature-256',
};

const tags = ['Webhooks'];
const connectionId = {
  name: 'connectionId',
  in: 'path' as const,
  required: true,
  schema: { type: 'string' as const },
};

const stored = {
  type: 'object' as const,
  required: ['status'],
  properties: { status: { type: 'string' as const, enum: ['stored'] } },
};

/** The webhook routes of one provider, for the OpenAPI document. */
export const webhookPaths = (provider: Provider): DocumentedPaths => ({
  [`/webhooks/${provider}/{connectionId}`]: {
    post: {
      tags,
      summary: `Deliveries of ${provider}: verified over the raw bytes, stored, answered, worked off later`,
      security: [],
      parameters: [
        connectionId,
        { name: signatureHeaders[provider], in: 'header', required: true, schema: { type: 'string' } },
      ],
      requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
      responses: {
        200: {
          description: 'Stored durably. What it says is not looked at yet.',
          content: { 'application/json': { schema: stored } },
        },
        400: problemAnswer('Signed, but no JSON or nested too deep: kept aside.'),
        401: problemAnswer('Not signed with a secret of the connection: nothing was stored.'),
        404: problemAnswer('No such connection of this provider.'),
        413: problemAnswer('More than 3 MB.'),
        503: problemAnswer('Could not be stored: send it again.'),
      },
    },
    get: {
      tags,
      summary: "Meta's verification request: answers the challenge to whoever knows the verify token",
      security: [],
      parameters: [
        connectionId,
        ...['hub.mode', 'hub.verify_token', 'hub.challenge'].map((name) => ({
          name,
          in: 'query' as const,
          required: true,
          schema: { type: 'string' as const },
        })),
      ],
      responses: {
        200: {
          description: 'The challenge, as it came.',
          content: { 'text/plain': { schema: { type: 'string' as const } } },
        },
        400: problemAnswer('The challenge is missing, or is not made of letters and digits.'),
        403: problemAnswer('The verify token is not the one of the connection.'),
        404: problemAnswer('No such connection of this provider.'),
      },
    },
  },
});

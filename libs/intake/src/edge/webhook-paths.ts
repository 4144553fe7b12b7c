import type { DocumentedPaths } from '@whence/platform/http';
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
        200: { description: 'Stored durably. What it says is not looked at yet.' },
        400: { description: 'Signed, but no JSON or nested too deep: kept aside.' },
        401: { description: 'Not signed with a secret of the connection: nothing was stored.' },
        404: { description: 'No such connection of this provider.' },
        413: { description: 'More than 3 MB.' },
        503: { description: 'Could not be stored: send it again.' },
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
        200: { description: 'The challenge, as plain text.' },
        403: { description: 'The verify token is not the one of the connection.' },
      },
    },
  },
});

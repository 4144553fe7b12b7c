import { describe, expect, it } from '@jest/globals';

import { writeDelivery } from './write-delivery.js';

const payload = { id: 'evt_1', event: 'message.received', text: 'Olá 😊 https://whence.test/' };

describe('a webhook', () => {
  it("of Meta's is ASCII: everything else is escaped, the slash too", () => {
    const text = writeDelivery('meta-graph', payload, 'secret').body.toString();
    expect(text).toContain(String.raw`Ol\u00e1 \ud83d\ude0a https:\/\/whence.test\/`);
    expect(JSON.parse(text)).toEqual(payload);
  });

  it("of Zernio's is plain UTF-8, and named in its headers", () => {
    const { body, headers } = writeDelivery('zernio', payload, 'secret');
    expect(body.toString()).toBe(JSON.stringify(payload));
    expect(headers).toMatchObject({ 'x-zernio-event': 'message.received', 'x-zernio-event-id': 'evt_1' });
    expect(headers['x-late-signature']).toBe(headers['x-zernio-signature']);
  });
});

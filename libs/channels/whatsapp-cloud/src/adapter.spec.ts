import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { whatsappCloudAdapter } from './index.js';

// Meta escapes what is not ASCII, and slashes; only the bytes on the wire have this signature.
const body = Buffer.from('{"object":"x","text":"\\u00e4\\u00f6","url":"https:\\/\\/cdn.example"}');
const signed = (secret: string, bytes: Uint8Array = body) => ({
  'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`,
});

describe('the signature of a delivery', () => {
  it('is Meta’s over the raw bytes, by any of the secrets', () => {
    expect(whatsappCloudAdapter.isAuthentic(body, signed('old'), ['new', 'old'])).toBe(true);
    expect(whatsappCloudAdapter.isAuthentic(body, signed('new'), ['new', 'old'])).toBe(true);
  });

  it('does not hold for the same JSON written again', () => {
    const again = Buffer.from(JSON.stringify(JSON.parse(body.toString())));
    expect(whatsappCloudAdapter.isAuthentic(again, signed('secret'), ['secret'])).toBe(false);
  });

  it('is refused without a secret, with another, without the header, and in another form', () => {
    const right = signed('secret')['x-hub-signature-256'];
    expect(whatsappCloudAdapter.isAuthentic(body, signed('secret'), [])).toBe(false);
    expect(whatsappCloudAdapter.isAuthentic(body, signed(''), [''])).toBe(false);
    expect(whatsappCloudAdapter.isAuthentic(body, signed('other'), ['secret'])).toBe(false);
    expect(whatsappCloudAdapter.isAuthentic(body, {}, ['secret'])).toBe(false);
    for (const header of [right.slice(7), `sha1=${right.slice(7)}`, right.slice(0, -1), `${right}00`, 'sha256=', '']) {
      expect(whatsappCloudAdapter.isAuthentic(body, { 'x-hub-signature-256': header }, ['secret'])).toBe(false);
    }
  });
});

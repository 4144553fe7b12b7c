import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { metaGraphAdapter } from './index.js';

// Meta escapes what is not ASCII, and slashes; only the bytes on the wire have this signature.
const body = Buffer.from('{"object":"x","text":"\\u00e4\\u00f6","url":"https:\\/\\/cdn.example"}');
const signed = (secret: string, bytes: Uint8Array = body) => ({
  'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`,
});

describe('the signature of a delivery', () => {
  it('is Meta’s over the raw bytes, by any of the secrets', () => {
    expect(metaGraphAdapter.isAuthentic(body, signed('old'), ['new', 'old'])).toBe(true);
    expect(metaGraphAdapter.isAuthentic(body, signed('new'), ['new', 'old'])).toBe(true);
  });

  it('holds for bytes that are not escaped as well: what came is what was signed', () => {
    const unescaped = Buffer.from('{"object":"instagram","text":"äöå 😀","url":"https://cdn.example"}');
    expect(metaGraphAdapter.isAuthentic(unescaped, signed('secret', unescaped), ['secret'])).toBe(true);
    expect(metaGraphAdapter.isAuthentic(body, signed('secret', unescaped), ['secret'])).toBe(false);
  });

  it('is taken for Instagram under the app’s secret and under its Instagram secret, whichever Meta used', () => {
    const secrets = ['app secret', 'instagram app secret', 'app secret of before'];
    for (const secret of secrets) expect(metaGraphAdapter.isAuthentic(body, signed(secret), secrets)).toBe(true);
  });

  it('is not taken from the header that Meta sends beside it, with SHA-1', () => {
    const old = { 'x-hub-signature': `sha1=${createHmac('sha1', 'secret').update(body).digest('hex')}` };
    expect(metaGraphAdapter.isAuthentic(body, old, ['secret'])).toBe(false);
    expect(
      metaGraphAdapter.isAuthentic(body, { 'x-hub-signature': signed('secret')['x-hub-signature-256'] }, ['secret']),
    ).toBe(false);
  });

  it('does not hold for the same JSON written again', () => {
    const again = Buffer.from(JSON.stringify(JSON.parse(body.toString())));
    expect(metaGraphAdapter.isAuthentic(again, signed('secret'), ['secret'])).toBe(false);
  });

  it('is refused without a secret, with another, without the header, and in another form', () => {
    const right = signed('secret')['x-hub-signature-256'];
    expect(metaGraphAdapter.isAuthentic(body, signed('secret'), [])).toBe(false);
    expect(metaGraphAdapter.isAuthentic(body, signed(''), [''])).toBe(false);
    expect(metaGraphAdapter.isAuthentic(body, signed('other'), ['secret'])).toBe(false);
    expect(metaGraphAdapter.isAuthentic(body, {}, ['secret'])).toBe(false);
    for (const header of [right.slice(7), `sha1=${right.slice(7)}`, right.slice(0, -1), `${right}00`, 'sha256=', '']) {
      expect(metaGraphAdapter.isAuthentic(body, { 'x-hub-signature-256': header }, ['secret'])).toBe(false);
    }
  });
});

import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { zernioAdapter } from './index.js';

const body = Buffer.from('{"event":"message.received","text":"\\u00e4"}');
const hex = (secret: string) => createHmac('sha256', secret).update(body).digest('hex');

describe('the signature of a delivery', () => {
  it('is taken under its new and its old name, by any of the secrets', () => {
    expect(zernioAdapter.isAuthentic(body, { 'x-zernio-signature': hex('old') }, ['new', 'old'])).toBe(true);
    expect(zernioAdapter.isAuthentic(body, { 'x-late-signature': hex('new') }, ['new', 'old'])).toBe(true);
  });

  it('is taken where both names carry it, and not where a custom header has overwritten it', () => {
    const right = hex('secret');
    expect(
      zernioAdapter.isAuthentic(body, { 'x-zernio-signature': right, 'x-late-signature': right }, ['secret']),
    ).toBe(true);
    expect(
      zernioAdapter.isAuthentic(body, { 'x-zernio-signature': 'mine', 'x-late-signature': right }, ['secret']),
    ).toBe(false);
  });

  it('is one of the raw bytes: the same JSON written again has another', () => {
    const again = Buffer.from(JSON.stringify(JSON.parse(body.toString())));
    expect(zernioAdapter.isAuthentic(again, { 'x-zernio-signature': hex('secret') }, ['secret'])).toBe(false);
  });

  it('is refused without a secret, with another, without the header, and in another form', () => {
    const right = hex('secret');
    expect(zernioAdapter.isAuthentic(body, { 'x-zernio-signature': right }, [])).toBe(false);
    expect(zernioAdapter.isAuthentic(body, { 'x-zernio-signature': hex('other') }, ['secret'])).toBe(false);
    expect(zernioAdapter.isAuthentic(body, {}, ['secret'])).toBe(false);
    for (const header of ['', `sha256=${right}`, right.slice(0, -1), `${right}00`, `${right.slice(0, -1)}g`]) {
      expect(zernioAdapter.isAuthentic(body, { 'x-zernio-signature': header }, ['secret'])).toBe(false);
    }
  });
});

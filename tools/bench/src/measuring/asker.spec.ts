import { describe, expect, it } from '@jest/globals';

import { readAnswer, writeRequest } from './asker.js';

describe('a request of the load generator', () => {
  it('is what a client of HTTP/1.1 writes', () => {
    const get = { method: 'GET', path: '/anna', headers: { 'user-agent': 'Phone' } } as const;
    expect(writeRequest(get, '127.0.0.1:80').toString()).toBe(
      'GET /anna HTTP/1.1\r\nhost: 127.0.0.1:80\r\nuser-agent: Phone\r\n\r\n',
    );
    const post = { method: 'POST', path: '/', headers: {}, body: 'é' } as const;
    expect(writeRequest(post, 'h').toString()).toBe('POST / HTTP/1.1\r\nhost: h\r\ncontent-length: 2\r\n\r\né');
  });
});

describe('an answer', () => {
  it('is read when it is whole, head and body', () => {
    const whole = 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine';
    expect(readAnswer(whole)).toBe(200);
    for (let length = 0; length < whole.length; length += 1) {
      expect(readAnswer(whole.slice(0, length))).toBeUndefined();
    }
    expect(readAnswer('HTTP/1.1 302 Found\r\nlocation: /\r\ncontent-length: 0\r\n\r\n')).toBe(302);
  });

  it('of unknown length is one that nobody can count', () => {
    expect(readAnswer('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n')).toBe(0);
  });
});

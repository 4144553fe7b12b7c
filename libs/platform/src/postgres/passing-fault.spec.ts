import { describe, expect, it } from '@jest/globals';

import { isPassingFault } from './passing-fault.js';

const withCode = (code: string): Error => Object.assign(new Error('failed'), { code });

describe('a passing fault', () => {
  it.each([
    ['a connection that broke', '08006'],
    ['a password that is just being changed', '28P01'],
    ['a database that is being restored', '3D000'],
    ['a serialization failure', '40001'],
    ['a deadlock', '40P01'],
    ['a full server', '53300'],
    ['a lock that was not free', '55P03'],
    ['a server that shuts down', '57P01'],
    ['a statement that ran too long', '57014'],
    ['a standby that has not taken over yet', '25006'],
    ['a refused connection', 'ECONNREFUSED'],
    ['a name that does not resolve', 'EAI_AGAIN'],
  ])('is %s (%s)', (_name, code) => {
    expect(isPassingFault(withCode(code))).toBe(true);
  });

  it.each([
    ['a duplicate', '23505'],
    ['a value out of range', '22003'],
    ['text that no database holds', '22021'],
    ['a permission that is missing', '42501'],
    ['a statement in a failed transaction', '25P02'],
    ['an error of HTTP', 'ERR_HTTP_HEADERS_SENT'],
    ['an error of another library', 'FST_ERR_CTP_INVALID_MEDIA_TYPE'],
  ])('is not %s (%s)', (_name, code) => {
    expect(isPassingFault(withCode(code))).toBe(false);
  });

  it('is among several that came together', () => {
    expect(isPassingFault(new AggregateError([withCode('23505'), withCode('40P01')]))).toBe(true);
    expect(isPassingFault(new AggregateError([withCode('23505')]))).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';

import { unprivilegedIn } from './server-identity.js';

const root = 'root:x:0:0:root:/root:/bin/bash';
const daemon = 'daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin';
const nobody = 'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin';
const postgres = 'postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash';

describe('the user that root lends to PostgreSQL', () => {
  it('is postgres where there is one', () => {
    expect(unprivilegedIn([root, daemon, nobody, postgres].join('\n'))).toEqual({ uid: 101, gid: 104 });
  });

  it('is nobody where there is no postgres', () => {
    expect(unprivilegedIn([root, daemon, nobody].join('\n'))).toEqual({ uid: 65_534, gid: 65_534 });
  });

  it('is any other unprivileged user where there is neither', () => {
    expect(unprivilegedIn([root, 'mail:x:8:12::/:/bin/false'].join('\n'))).toEqual({ uid: 8, gid: 12 });
  });

  it('is never root, not even where root is the only user', () => {
    expect(unprivilegedIn(root)).toEqual({ uid: 65_534, gid: 65_534 });
    expect(unprivilegedIn('')).toEqual({ uid: 65_534, gid: 65_534 });
  });
});

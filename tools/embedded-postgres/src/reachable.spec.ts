import { describe, expect, it } from '@jest/globals';

import { isReachable } from './reachable.js';

const server = { uid: 101, gid: 104 };
const folders = (modes: Record<string, { mode: number; uid?: number; gid?: number }>) => (path: string) => {
  const facts = modes[path];
  return facts === undefined ? undefined : { uid: 0, gid: 0, ...facts };
};

describe('a folder the server’s user can reach', () => {
  it('is one whose every parent lets others in', () => {
    const stat = folders({ '/': { mode: 0o755 }, '/srv': { mode: 0o711 }, '/srv/whence': { mode: 0o755 } });
    expect(isReachable('/srv/whence', server, stat)).toBe(true);
  });

  it('is not one inside root’s home', () => {
    const stat = folders({ '/': { mode: 0o755 }, '/root': { mode: 0o700 }, '/root/whence': { mode: 0o755 } });
    expect(isReachable('/root/whence', server, stat)).toBe(false);
  });

  it('may be closed to others where it is the user’s own or his group’s', () => {
    const stat = folders({ '/': { mode: 0o755 }, '/a': { mode: 0o710, gid: 104 }, '/a/b': { mode: 0o700, uid: 101 } });
    expect(isReachable('/a/b', server, stat)).toBe(true);
  });

  it('may be missing: it will be made', () => {
    expect(isReachable('/srv/new/er', server, folders({ '/': { mode: 0o755 }, '/srv': { mode: 0o755 } }))).toBe(true);
  });

  it('is every folder where the server runs as ourselves', () => {
    expect(isReachable('/root', undefined, folders({ '/root': { mode: 0o700 } }))).toBe(true);
  });
});

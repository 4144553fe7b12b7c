import { describe, expect, it } from '@jest/globals';

import { parsePostmasterPid } from './postmaster.js';

describe('postmaster.pid', () => {
  it('names the process and the port', () => {
    expect(parsePostmasterPid('4242\n/srv/whence/data\n1763800000\n21479\n\n127.0.0.1\n')).toEqual({
      pid: 4242,
      port: 21_479,
    });
  });

  it('cut short or garbled names nothing, and never the process that started everything', () => {
    for (const text of ['', '4242\n/srv', 'x\n/srv\n1\n21479', '1\n/srv\n1\n21479', '-1\n/srv\n1\n21479']) {
      expect(parsePostmasterPid(text)).toBeUndefined();
    }
  });
});

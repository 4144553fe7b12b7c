import { createServer, type AddressInfo } from 'node:net';

import { describe, expect, it } from '@jest/globals';

import { freePort } from './port.js';

describe('the port of the server', () => {
  it('is the remembered one while that is free', async () => {
    const remembered = await freePort();
    expect(await freePort(remembered)).toBe(remembered);
  });

  it('is drawn below the ports of outgoing connections when the remembered one is taken', async () => {
    const other = createServer();
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    const drawn = await freePort((other.address() as AddressInfo).port);
    expect(drawn).toBeGreaterThanOrEqual(20_000);
    expect(drawn).toBeLessThanOrEqual(29_999);
    await new Promise((closed) => other.close(closed));
  });
});

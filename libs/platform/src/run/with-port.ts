import { createServer, type AddressInfo } from 'node:net';

import type { Environment } from '../config/index.js';

/** Port 0 asks for any free port; it is drawn before the configuration is read, because URLs are made of it. */
export const withPort = async (env: Environment): Promise<Environment> =>
  env['PORT'] === '0' ? { ...env, PORT: (await drawPort()).toString() } : env;

const drawPort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, exclusive: true }, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

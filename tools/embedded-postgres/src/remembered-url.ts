import { resolve } from 'node:path';

import { databaseName } from './application-database.js';
import { applicationRole, rememberedCredentials } from './credentials.js';
import { rememberedPort } from './site.js';

/** The application's URL on the server that this folder is of, running or not; nothing where no server was started there. */
export const rememberedApplicationUrl = (folder: string): string | undefined => {
  const directory = resolve(folder);
  const port = rememberedPort(directory);
  const password = rememberedCredentials(directory)?.applicationPassword;
  if (port === undefined || password === undefined) return undefined;
  return `postgres://${applicationRole}:${password}@127.0.0.1:${port.toString()}/${databaseName}`;
};

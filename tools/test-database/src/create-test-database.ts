import { randomBytes } from 'node:crypto';

import { Database } from '@whence/platform/postgres';

import { dropTestDatabase } from './drop-test-database.js';
import { asOwner, serverUrl, urlOn } from './test-server.js';
import { applicationUrlOn, ensureTemplate, templateName } from './template.js';

/** A database of one test file's own, migrated, empty. */
export interface TestDatabase {
  /** The application's login: a member of the API and the worker role that owns nothing. */
  readonly appUrl: string;
  /** The owner's, for looking at what no role of the application may see. */
  readonly ownerUrl: string;
  /** The application's connections to it. */
  readonly database: Database;
  /** Closes `database`, ends whatever else is connected, and drops it. */
  drop(): Promise<void>;
}

/** Clones the migrated template. Throws where the test run started no PostgreSQL. */
export const createTestDatabase = async (): Promise<TestDatabase> => {
  await ensureTemplate();
  const name = `whence_test_${randomBytes(8).toString('hex')}`;
  await asOwner((owner) => owner.query(`CREATE DATABASE ${name} TEMPLATE ${templateName}`));
  const appUrl = applicationUrlOn(name);
  const database = new Database({ url: appUrl, applicationName: 'whence-test' });
  return {
    appUrl,
    ownerUrl: urlOn(serverUrl(), name),
    database,
    async drop() {
      await database.close();
      await asOwner((owner) => dropTestDatabase(owner, name));
    },
  };
};

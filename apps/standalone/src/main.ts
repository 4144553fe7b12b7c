import type { EmbeddedPostgres } from '@whence/embedded-postgres';
import { Secret } from '@whence/platform/config';
import { eventCatalogue } from '@whence/contracts-events';
import { serve, type Served } from '@whence/platform/http';
import { runProcess, say, withPort, type StopRequest } from '@whence/platform/run';

import { appModules } from './app-modules.js';
import { migrate, openEmbeddedDatabase, type ReadyDatabase } from './database.js';
import { Home, newOwnerKey } from './home.js';
import { loadStandaloneConfig, type StandaloneConfig } from './standalone-config.js';
import { welcomeText } from './welcome.js';

let server: EmbeddedPostgres | undefined;
let served: Served | undefined;

// However this process ends, short of a kill -9, it leaves no database behind.
process.once('exit', () => server?.stopNow());

const start = async (stop: StopRequest): Promise<Served | undefined> => {
  const { config, isToBeMade } = loadStandaloneConfig(await withPort(process.env));
  const home = new Home(config.home);
  if (isToBeMade.masterKey) config.masterKey = new Secret(home.masterKey());
  const database = isToBeMade.database ? await embeddedDatabase(home) : await givenDatabase(config);
  config.databaseUrl = new Secret(database.applicationUrl);
  const newKey = keyToMake(config, home, database);
  if (newKey !== undefined) config.bootstrapApiKey = new Secret(newKey);
  if (stop.isMade) return undefined;

  served = await serve(appModules, config, { catalogue: eventCatalogue });
  if (newKey !== undefined) home.keepOwnerKey(newKey);
  const { publicUrl, shortUrl } = config;
  const welcome = { url: served.url, publicUrl, shortUrl, home: home.folder };
  say(welcomeText(newKey === undefined ? welcome : { ...welcome, newKey: { key: newKey, keptIn: home.ownerKeyPath } }));
  return served;
};

const embeddedDatabase = (home: Home): Promise<ReadyDatabase> =>
  openEmbeddedDatabase(home.databaseFolder, say, (started) => (server = started));

const givenDatabase = async ({ databaseUrl, migrationUrl }: StandaloneConfig): Promise<ReadyDatabase> => {
  if (migrationUrl !== undefined) await migrate(migrationUrl.reveal(), say);
  return { applicationUrl: databaseUrl.reveal(), isNew: false };
};

const keyToMake = (config: StandaloneConfig, home: Home, database: ReadyDatabase): string | undefined =>
  config.bootstrapApiKey === undefined && (database.isNew || !home.hasOwnerKey()) ? newOwnerKey() : undefined;

/** The applications first, then the database they still write to. */
const stop = async (): Promise<void> => {
  await served?.close();
  await server?.stop();
};

await runProcess({ name: 'whence', start, stop });

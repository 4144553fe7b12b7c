import { freePort, type EmbeddedPostgres } from '@whence/embedded-postgres';
import { Secret } from '@whence/platform/config';
import { serve, type Served } from '@whence/platform/http';

import { appModules } from './app-modules.js';
import { migrate, openEmbeddedDatabase, type ReadyDatabase } from './database.js';
import { Home, newOwnerKey } from './home.js';
import { loadStandaloneConfig, variablesWithoutEffect, type StandaloneConfig } from './standalone-config.js';
import { explain } from './start-problem.js';
import { StopRequest } from './stop-request.js';
import { welcomeText } from './welcome.js';

const say = (message: string): void => void process.stdout.write(`${message}\n`);

let server: EmbeddedPostgres | undefined;
let served: Served | undefined;

// However this process ends, short of a kill -9, it leaves no database behind.
process.once('exit', () => server?.stopNow());

const stop = new StopRequest(() => {
  say('stopping at once');
  process.exit(130);
});

const start = async (): Promise<void> => {
  const { config, isToBeMade } = loadStandaloneConfig(await withPort(process.env));
  for (const variable of variablesWithoutEffect(process.env)) say(`${variable} is set, and has no effect yet`);
  const home = new Home(config.home);
  if (isToBeMade.masterKey) config.masterKey = new Secret(home.masterKey());
  const database = isToBeMade.database ? await embeddedDatabase(home) : await givenDatabase(config);
  config.databaseUrl = new Secret(database.applicationUrl);
  const newKey = keyToMake(config, home, database);
  if (newKey !== undefined) config.bootstrapApiKey = new Secret(newKey);
  if (stop.isMade) return;

  served = await serve(appModules, config);
  if (newKey !== undefined) home.keepOwnerKey(newKey);
  const { publicUrl, shortUrl } = config;
  const welcome = { url: served.url, publicUrl, shortUrl, home: home.folder };
  say(welcomeText(newKey === undefined ? welcome : { ...welcome, newKey: { key: newKey, keptIn: home.ownerKeyPath } }));
};

/** Port 0 asks for any free port; it is drawn early because the URLs that links are made of contain it. */
const withPort = async (env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> =>
  env['PORT'] === '0' ? { ...env, PORT: (await freePort()).toString() } : env;

const embeddedDatabase = (home: Home): Promise<ReadyDatabase> =>
  openEmbeddedDatabase(home.databaseFolder, say, (started) => (server = started));

const givenDatabase = async ({ databaseUrl, migrationUrl }: StandaloneConfig): Promise<ReadyDatabase> => {
  if (migrationUrl !== undefined) await migrate(migrationUrl.reveal(), say);
  return { applicationUrl: databaseUrl.reveal(), isNew: false };
};

const keyToMake = (config: StandaloneConfig, home: Home, database: ReadyDatabase): string | undefined =>
  config.bootstrapApiKey === undefined && (database.isNew || !home.hasOwnerKey()) ? newOwnerKey() : undefined;

/** The applications first, then the database they still write to. */
const stopAll = async (): Promise<void> => {
  await served?.close();
  await server?.stop();
};

try {
  await start();
  await stop.made;
} catch (error) {
  // A Ctrl-C during the start reaches the migration too; what that breaks off is no failure.
  if (!stop.isMade) {
    process.stderr.write(`whence cannot start: ${explain(error)}\n`);
    process.exitCode = 1;
  }
}
say('stopping …');
await stopAll();
say('stopped');
process.exit();

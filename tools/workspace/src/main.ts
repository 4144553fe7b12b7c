import { Database, isPassingFault } from '@whence/platform/postgres';

import { parseCommand, usage } from './command.js';
import { databaseUrlOf } from './database-url.js';
import { runCommand } from './run-command.js';

/** Makes workspaces and owner keys: `npm run workspace -- create <name>`. */
const main = async (): Promise<void> => {
  const command = parseCommand(process.argv.slice(2));
  if (command.kind === 'unclear') return fail(usage);
  const url = databaseUrlOf(process.env);
  if (url === undefined) return fail('there is no database: run `npm start` first, or set DATABASE_URL');
  const database = new Database({ url, applicationName: 'whence-workspace', connectionsMax: 1 });
  try {
    const { isDone, text } = await runCommand(database, command);
    if (!isDone) return fail(text);
    process.stdout.write(`${text}\n`);
  } catch (error) {
    fail(explain(error));
  } finally {
    await database.close();
  }
};

const fail = (text: string): void => {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
};

const explain = (error: unknown): string => {
  const reason = error instanceof Error ? error.message : String(error);
  return isPassingFault(error) ? `the database cannot be reached (is \`npm start\` running?): ${reason}` : reason;
};

await main();

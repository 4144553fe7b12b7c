import { join } from 'node:path';

import { rememberedApplicationUrl } from '@whence/embedded-postgres';

/** Which database to work on: the given one, else the one that `npm start` keeps. Nothing where there is neither. */
export const databaseUrlOf = (env: Readonly<Record<string, string | undefined>>): string | undefined => {
  const given = env['DATABASE_URL'];
  if (given !== undefined && given !== '') return given;
  const home = env['WHENCE_HOME'];
  return rememberedApplicationUrl(join(home === undefined || home === '' ? '.whence' : home, 'postgres'));
};

import { Api } from './api.js';

/** A running Whence, as an outsider sees it (an address, and a key), and where to look inside. */
export interface System {
  readonly url: string;
  readonly api: Api;
  /** Every database it keeps rows in, for the application's login. The first holds all that has no other. */
  readonly databaseUrls: readonly [string, ...string[]];
  /** Every process of it by itself: what each tells of itself, such as metrics, is asked there. */
  readonly processUrls: readonly string[];
}

/** The system that all journeys share; the global setup started it, in one process or apart. */
export const theSystem = (): System => {
  const url = setting('WHENCE_E2E_URL');
  const [main = '', ...others] = setting('WHENCE_E2E_DATABASES').split(' ');
  return {
    url,
    api: new Api(url, setting('WHENCE_E2E_KEY')),
    databaseUrls: [main, ...others],
    processUrls: setting('WHENCE_E2E_PROCESSES').split(' '),
  };
};

/** Hands a system to the tests: what they run in inherits the environment. */
export const share = ({ url, databaseUrls, processUrls }: Omit<System, 'api'>, ownerKey: string): void => {
  process.env['WHENCE_E2E_URL'] = url;
  process.env['WHENCE_E2E_KEY'] = ownerKey;
  process.env['WHENCE_E2E_DATABASES'] = databaseUrls.join(' ');
  process.env['WHENCE_E2E_PROCESSES'] = processUrls.join(' ');
};

const setting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new Error('no system was started: run journeys with -c jest.e2e.config.mjs or -c jest.apart.config.mjs');
  return value;
};

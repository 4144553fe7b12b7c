import { Api } from './api.js';

/** A running Whence, as an outsider sees it: an address, and a key. */
export interface System {
  readonly url: string;
  readonly home: string;
  readonly api: Api;
}

/** The system that all journeys share; `jest-global-setup.mjs` started it. */
export const theSystem = (): System => {
  const url = setting('WHENCE_E2E_URL');
  return { url, home: setting('WHENCE_E2E_HOME'), api: new Api(url, setting('WHENCE_E2E_KEY')) };
};

const setting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new Error('no system was started: run journeys with -c jest.e2e.config.mjs');
  return value;
};

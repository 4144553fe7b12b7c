import type { AppName, AppProcess } from './app-process.js';
import type { Route } from './gateway.js';

/** Below this path every process is reached by its name, whatever it serves: `/at/redirect/metrics`. */
const byName = /^\/at\/([^/]+)(\/.*)$/;

/** Which app serves what, in the order in which it is looked for; everything else is the management API. */
const rules: readonly (readonly [RegExp, AppName])[] = [
  [/^\/webhooks\/zernio\//, 'zernio'],
  [/^\/webhooks\/meta-graph\//, 'meta-graph'],
  [/^\/webhooks\/whatsapp-cloud\//, 'whatsapp-cloud'],
  [/^\/v1\/analytics\//, 'analytics'],
  [/^\/v1\/(commissions|ledger|payouts|payout-batches)\b/, 'affiliate-payouts'],
  [/^\/v1\/partners\/[^/]+\/balance\b/, 'affiliate-payouts'],
];

/** The rules of the ingress for the API's host. */
export const apiRoute = (processes: readonly AppProcess[], path: string): Route => {
  const [, name, rest] = byName.exec(path) ?? [];
  if (name !== undefined && rest !== undefined) {
    return { targets: urlsOf(processes.filter((one) => one.name === name)), path: rest };
  }
  const app = rules.find(([pattern]) => pattern.test(path))?.[1] ?? 'attribution';
  return { targets: urlsOfApp(processes, app), path };
};

/** The short domain is the redirect's alone. */
export const shortRoute = (processes: readonly AppProcess[], path: string): Route => ({
  targets: urlsOfApp(processes, 'redirect'),
  path,
});

const urlsOfApp = (processes: readonly AppProcess[], app: AppName): readonly string[] =>
  urlsOf(processes.filter((one) => one.app === app && one.hasRoutes));

const urlsOf = (processes: readonly AppProcess[]): readonly string[] =>
  processes.flatMap(({ url }) => (url === undefined ? [] : [url]));

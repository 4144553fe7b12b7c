import { places, testAt } from './plant.js';

type Layer = Exclude<keyof typeof places, 'channel'>;
type Target = Exclude<Layer, 'bundle' | 'e2e'>;

/**
 * The layer table once more, written by hand: the linter's own table is not trusted to check itself. Bundle and e2e have no
 * door, so nobody can import them.
 */
const mayImport: Readonly<Record<Layer, readonly Target[] | 'everything'>> = {
  kernel: ['kernel'],
  domain: ['kernel'],
  application: ['kernel', 'domain'],
  adapter: ['kernel', 'domain', 'application', 'contract', 'platform'],
  thin: ['kernel', 'contract', 'platform'],
  contract: [],
  platform: [],
  app: ['kernel', 'domain', 'application', 'adapter', 'thin', 'contract', 'platform'],
  bundle: ['app', 'contract', 'platform'],
  testing: 'everything',
  tool: 'everything',
  e2e: 'everything',
};

/** A package of each layer, always another one than the importing place is in. */
const targets: Readonly<Record<Target, string>> = {
  kernel: '@whence/signals',
  domain: '@whence/attribution-domain',
  application: '@whence/attribution-application',
  adapter: '@whence/attribution-persistence',
  thin: '@whence/access',
  contract: '@whence/contracts-http',
  platform: '@whence/platform/crypto',
  app: '@whence/app-attribution/module',
  testing: '@whence/attribution-testing',
  tool: '@whence/migrate',
};

/** Where a layer may not import itself, a neighbour of the same layer. */
const neighbours: Partial<Readonly<Record<Layer, string>>> = {
  domain: '@whence/affiliate-domain',
  application: '@whence/affiliate-application',
  adapter: '@whence/channel-zernio',
  testing: '@whence/affiliate-testing',
};

/** Packages that a layer's tests may use beyond its row. */
const forTests: readonly Target[] = ['testing', 'tool', 'contract'];

export interface LayerPair {
  readonly from: string;
  readonly to: string;
  readonly at: string;
  readonly code: string;
  readonly isAllowed: boolean;
}

const layers = Object.keys(mayImport) as readonly Layer[];
const production = layers.filter((layer) => mayImport[layer] !== 'everything');
const pairable = Object.keys(targets) as readonly Target[];

const importing = (from: Layer, to: Target): string =>
  `import '${(from === to ? neighbours[from] : undefined) ?? targets[to]}';\n`;

const pair = (from: Layer, to: Target): LayerPair => {
  const row = mayImport[from];
  return { from, to, at: places[from], code: importing(from, to), isAllowed: row === 'everything' || row.includes(to) };
};

const testPair = (from: Layer, to: Target): LayerPair => {
  const { isAllowed, code } = pair(from, to);
  return {
    from: `a test of ${from}`,
    to,
    at: testAt(places[from]),
    code,
    isAllowed: isAllowed || forTests.includes(to),
  };
};

/** Platform is one package with subpaths: within it, imports are relative, and another layer's rules do not apply. */
const isPair = (from: Layer, to: Target): boolean => !(from === 'platform' && to === 'platform');

/** Every layer with every layer, and every production layer's tests with every layer. */
export const layerPairs: readonly LayerPair[] = [
  ...layers.flatMap((from) => pairable.filter((to) => isPair(from, to)).map((to) => pair(from, to))),
  ...production.flatMap((from) => pairable.filter((to) => isPair(from, to)).map((to) => testPair(from, to))),
];

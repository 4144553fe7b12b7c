import { corePlaces, places, type Plant } from './plant.js';

const syntaxRule = 'no-restricted-syntax';
const globalsRule = 'no-restricted-globals';

const said = (what: string, at: string, rule: string): Omit<Plant, 'violation' | 'instead'> => ({ what, at, rule });

const answering = (expression: string): string => `export const answer = (): unknown => ${expression};\n`;
const handed = 'export const answer = (given: unknown): unknown => given;\n';

const reachingOut = [
  'Date.now()',
  'new Date()',
  'new Date(0)',
  'process.uptime()',
  'fetch',
  'crypto.randomUUID()',
  "Buffer.from('')",
];

const coreReachesOut = corePlaces.flatMap((at): readonly Plant[] => [
  ...reachingOut.map((expression) => ({
    ...said(`${expression} in ${at}`, at, globalsRule),
    violation: answering(expression),
    instead: handed,
  })),
  {
    ...said(`a timer in ${at}`, at, globalsRule),
    violation: answering('setTimeout(() => undefined, 1)'),
    instead: handed,
  },
  {
    ...said(`a line on the console in ${at}`, at, globalsRule),
    violation: "export const say = (): void => console.log('hi');\n",
    instead: "export const say = (): string => 'hi';\n",
  },
  {
    ...said(`chance in ${at}`, at, syntaxRule),
    violation: answering('Math.random()'),
    instead: answering('Math.max(1, 2)'),
  },
  {
    ...said(`an import at run time in ${at}`, at, syntaxRule),
    violation: "export const load = async (): Promise<unknown> => import('pg');\n",
    instead: "export const load = async (): Promise<unknown> => Promise.resolve('pg');\n",
  },
]);

const handedTime = [places.adapter, places.thin, places.app].flatMap((at): readonly Plant[] => [
  ...['Date.now()', 'new Date()', 'Date()'].map((expression) => ({
    ...said(`${expression} in ${at}`, at, syntaxRule),
    violation: answering(expression),
    instead: answering('new Date(0)'),
  })),
  {
    ...said(`chance in ${at}`, at, syntaxRule),
    violation: answering('Math.random()'),
    instead: answering('Math.max(1, 2)'),
  },
]);

/** Time, identity and chance are arguments; the core touches nothing outside itself. */
export const purityPlants: readonly Plant[] = [
  ...coreReachesOut,
  ...handedTime,
  {
    ...said('chance in platform', places.platform, syntaxRule),
    violation: answering('Math.random()'),
    instead: answering('Date.now()'),
  },
  {
    ...said('a decorator in the domain', places.domain, syntaxRule),
    violation: `
const marked = (target: unknown): unknown => target;
@marked
export class Touch {
  readonly isHuman = true;
}
`,
    instead: `
export class Touch {
  readonly isHuman = true;
}
`,
  },
];

import { places, testAt, type Plant } from './plant.js';

const syntaxRule = 'no-restricted-syntax';
const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('');
const constants = (count: number): string => lines(count, (index) => `export const number${index} = ${index};\n`);
const functionOf = (statements: number): string =>
  `export const count = (numbers: number[]): void => {\n${lines(statements, () => '  numbers.push(1);\n')}};\n`;
const branches = (count: number): string =>
  `export const name = (n: number): string => {\n${lines(count, (index) => `  if (n === ${index}) return 'n${index}';\n`)}  return '';\n};\n`;

const provided = (factory: string): string =>
  `export const provider = { ${factory}: (a: number, b: number, c: number, d: number): number => a + b + c + d };\n`;

const fourParameters = (method: string): string => `
export class Box {
  constructor(
    readonly x: number,
    readonly y: number,
    readonly z: number,
    readonly weight: number,
  ) {}

  ${method}
}
`;

const sizes: readonly Plant[] = [
  {
    what: 'a file of 251 lines',
    rule: 'max-lines',
    at: places.domain,
    violation: constants(251),
    instead: constants(250),
  },
  {
    what: 'a test of 251 lines',
    rule: 'max-lines',
    at: testAt(places.thin),
    violation: constants(251),
    instead: constants(250),
  },
  {
    what: 'a function of 71 lines',
    rule: 'max-lines-per-function',
    at: places.thin,
    violation: functionOf(69),
    instead: functionOf(68),
  },
  {
    what: 'nine ways through a function of the core',
    rule: 'complexity',
    at: places.domain,
    violation: branches(8),
    instead: branches(7),
  },
  {
    what: 'eleven ways through a function',
    rule: 'complexity',
    at: places.thin,
    violation: branches(10),
    instead: branches(9),
  },
  {
    what: 'four positional parameters of a function',
    rule: syntaxRule,
    at: places.domain,
    violation: 'export const sum = (a: number, b: number, c: number, d: number): number => a + b + c + d;\n',
    instead: 'export const sum = (a: number, b: number, c: number): number => a + b + c;\n',
  },
  {
    what: 'four positional parameters of a method, while a constructor may have them',
    rule: syntaxRule,
    at: places.thin,
    violation: fourParameters(
      'scale(a: number, b: number, c: number, d: number): number { return this.x * a * b * c * d; }',
    ),
    instead: fourParameters('scale(a: number, b: number, c: number): number { return this.x * a * b * c; }'),
  },
  {
    what: 'four positional parameters, where they are not those of a factory',
    rule: syntaxRule,
    at: places.app,
    violation: provided('useValue'),
    instead: provided('useFactory'),
  },
  {
    what: "four positional parameters of a port's method",
    rule: syntaxRule,
    at: places.application,
    violation: 'export abstract class Sums { abstract of(a: number, b: number, c: number, d: number): number }\n',
    instead: 'export abstract class Sums { abstract of(a: number, b: number, c: number): number }\n',
  },
];

/** How large things may grow, and what a door looks like. */
export const shapePlants: readonly Plant[] = [
  ...sizes,
  {
    what: '`export *`',
    rule: syntaxRule,
    at: places.domain,
    violation: "export * from './touch.js';\n",
    instead: "export { touch } from './touch.js';\n",
  },
  {
    what: 'a default export',
    rule: syntaxRule,
    at: places.app,
    violation: 'export default class Links {\n  readonly isOpen = true;\n}\n',
    instead: 'export class Links {\n  readonly isOpen = true;\n}\n',
  },
  {
    what: 'a default export by renaming',
    rule: syntaxRule,
    at: testAt(places.app),
    violation: 'const links = 1;\nexport { links as default };\n',
    instead: 'const links = 1;\nexport { links };\n',
  },
  {
    what: 'an enum',
    rule: syntaxRule,
    at: places.contract,
    violation: "export enum Status {\n  Open = 'open',\n}\n",
    instead: "export type Status = 'open';\n",
  },
];

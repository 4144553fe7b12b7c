import { places, type Plant } from './plant.js';

const outcome = "type Outcome = { readonly kind: 'recorded' } | { readonly kind: 'refused' };\n";
const naming = (cases: string): string => `${outcome}
export const name = (outcome: Outcome): string => {
  switch (outcome.kind) {
${cases}
  }
  return '';
};
`;
const recorded = "    case 'recorded':\n      return 'yes';";
const refused = "    case 'refused':\n      return 'no';";

const counter = (modifier: string): string => `
export class Counter {
  private ${modifier}count: number[] = [];

  total(): number {
    return this.count.length;
  }
}
`;

const saving = (call: string): string => `
const save = async (): Promise<void> => Promise.resolve();
export const run = async (): Promise<void> => {
  ${call};
  await save();
};
`;

/** What only the compiler's knowledge can tell. */
export const typedPlants: readonly Plant[] = [
  {
    what: 'an outcome that nobody handles',
    rule: '@typescript-eslint/switch-exhaustiveness-check',
    at: places.domain,
    violation: naming(recorded),
    instead: naming(`${recorded}\n${refused}`),
  },
  {
    what: 'a promise that nobody awaits',
    rule: '@typescript-eslint/no-floating-promises',
    at: places.adapter,
    violation: saving('save()'),
    instead: saving('await save()'),
  },
  {
    what: 'a text that may be missing taken for a yes',
    rule: '@typescript-eslint/strict-boolean-expressions',
    at: places.domain,
    violation: "export const has = (text: string | undefined): string => (text ? 'yes' : 'no');\n",
    instead: "export const has = (text: string | undefined): string => (text === undefined ? 'no' : 'yes');\n",
  },
  {
    what: 'a field that never changes and does not say so',
    rule: '@typescript-eslint/prefer-readonly',
    at: places.thin,
    violation: counter(''),
    instead: counter('readonly '),
  },
  {
    what: 'a type imported as a value where nothing is decorated',
    rule: '@typescript-eslint/consistent-type-imports',
    at: places.adapter,
    violation:
      "import { Transaction } from '@whence/platform/postgres';\nexport type Work = (tx: Transaction) => void;\n",
    instead:
      "import type { Transaction } from '@whence/platform/postgres';\nexport type Work = (tx: Transaction) => void;\n",
  },
  {
    what: 'a type imported on the way',
    rule: '@typescript-eslint/consistent-type-imports',
    at: places.domain,
    violation: "export const named = (channel: import('@whence/signals').Channel): string => channel;\n",
    instead:
      "import type { Channel } from '@whence/signals';\n\nexport const named = (channel: Channel): string => channel;\n",
  },
  {
    what: 'a restriction switched off where nothing is wrong',
    rule: 'unused eslint-disable directive',
    at: places.domain,
    violation: '// eslint-disable-next-line complexity\nexport const one = 1;\n',
    instead: 'export const one = 1;\n',
  },
];

/** Code that one rule must refuse, and the same without the violation, which must pass every rule. */
export interface Plant {
  /** What is wrong, as a sentence's end: "refuses …". */
  readonly what: string;
  /** The rule that must answer, and no other; where two forbid the same thing, both in alphabetical order. */
  readonly rule: string;
  /** A file of this name, relative to the workspace, is what is linted; none has to exist. */
  readonly at: string;
  readonly violation: string;
  readonly instead: string;
}

/** Where a plant of each layer stands. */
export const places = {
  kernel: 'libs/codes/src/planted.ts',
  domain: 'libs/attribution/domain/src/planted.ts',
  application: 'libs/attribution/application/src/planted.ts',
  adapter: 'libs/attribution/persistence/src/planted.ts',
  channel: 'libs/channels/zernio/src/planted.ts',
  thin: 'libs/catalog/src/planted.ts',
  contract: 'libs/contracts/events/src/planted.ts',
  platform: 'libs/platform/src/postgres/planted.ts',
  app: 'apps/redirect/src/planted.ts',
  bundle: 'apps/standalone/src/planted.ts',
  testing: 'libs/attribution/testing/src/planted.ts',
  tool: 'tools/simulate/src/planted.ts',
  e2e: 'e2e/planted.ts',
} as const;

/** The layers whose code is pure. */
export const corePlaces = [places.kernel, places.domain, places.application] as const;

/** The same place, as a test beside the code. */
export const testAt = (place: string): string => place.replace(/\.ts$/, '.spec.ts');

/** A row under the names of its columns: `occurredAt` becomes `occurred_at`. Undefined becomes null. */
export const toColumns = (row: object): Record<string, unknown> =>
  renamed(row, (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));

/** A row as TypeScript names it: `occurred_at` becomes `occurredAt`. */
export const fromColumns = <Row>(columns: object): Row =>
  renamed(columns, (name) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())) as Row;

const renamed = (record: object, rename: (name: string) => string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [rename(name), (value as unknown) ?? null]));

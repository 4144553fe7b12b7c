import { Problem } from '@whence/platform/http';

/** What to answer where a named constraint of schema `catalog` refused a write. */
export type Refusals = Readonly<Record<string, () => Problem | Promise<Problem>>>;

/**
 * Lets the database decide, and turns its refusals into problems: unique keys and references are checked there and
 * nowhere before, so nothing can slip in between. What no refusal is known for is thrown as it came.
 */
export const refusedBy = async <T>(refusals: Refusals, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    const refusal = refusals[violatedConstraint(error)];
    throw refusal === undefined ? error : await refusal();
  }
};

/** A body names something by an id that this workspace does not have. */
export const unknownReference = (path: string) => (): Problem =>
  new Problem('unknown-reference', { errors: [{ path, reason: 'names nothing in this workspace' }] });

/** A value that must be unique, where it stands in the body, and whose it is, as far as this workspace may know. */
export interface TakenValue {
  readonly path: string;
  readonly value: string;
  readonly holder?: string | undefined;
}

export const alreadyTaken = (taken: readonly TakenValue[]): Problem => {
  // The holder gave the value up between the refusal and the look at whose it is.
  if (taken.length === 0) return new Problem('conflict', { detail: 'A value was taken a moment ago: try again.' });
  const holder = taken.find((value) => value.holder !== undefined)?.holder;
  return new Problem('already-taken', {
    detail: taken.map((value) => `"${value.value}" ${belongs(value)}.`).join(' '),
    errors: taken.map((value) => ({ path: value.path, reason: belongs(value) })),
    ...(holder === undefined ? {} : { members: { holder } }),
  });
};

const belongs = ({ holder }: TakenValue): string => (holder === undefined ? 'is taken' : `belongs to ${holder}`);

/** The name of the constraint that an error of PostgreSQL is about, empty where it is about none. */
export const violatedConstraint = (error: unknown): string => {
  const cause = error instanceof Error && 'driverError' in error ? error.driverError : error;
  if (typeof cause !== 'object' || cause === null || !('constraint' in cause)) return '';
  return typeof cause.constraint === 'string' ? cause.constraint : '';
};

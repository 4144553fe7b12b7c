import { isIdOf } from '@whence/affiliate-domain';
import { Problem } from '@whence/platform/http';

/** The id that a list goes on after; a cursor of another list is refused. */
export const afterCursor = <Prefix extends string>(
  prefix: Prefix,
  cursor: string | undefined,
): `${Prefix}_${string}` | undefined => {
  if (cursor === undefined || isIdOf(prefix, cursor)) return cursor;
  throw new Problem('invalid-request', {
    errors: [{ path: 'cursor', reason: 'must be the `nextCursor` of the page before' }],
  });
};

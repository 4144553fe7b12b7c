import { Problem } from '@whence/platform/http';

import { couldBeId } from './looked-up-text.js';

/** Where a list goes on after the row of this id. Opaque to clients, so that the order can change one day. */
export const cursorAfter = (id: string): string => Buffer.from(id, 'utf8').toString('base64url');

/** The id that a cursor of ours stands for; throws `invalid-request` for anything else. */
export const idAfter = (cursor: string): string => {
  const id = Buffer.from(cursor, 'base64url').toString('utf8');
  if (couldBeId(id)) return id;
  throw new Problem('invalid-request', { errors: [{ path: 'cursor', reason: 'must be the nextCursor of a page' }] });
};

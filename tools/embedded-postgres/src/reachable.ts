import { statSync, type Stats } from 'node:fs';
import { dirname, resolve } from 'node:path';

import type { ServerIdentity } from './server-identity.js';

/** Whether the user may enter the folder and every folder above it. Folders that do not exist yet are no obstacle. */
export const isReachable = (
  folder: string,
  identity: ServerIdentity | undefined,
  stat: (path: string) => Pick<Stats, 'mode' | 'uid' | 'gid'> | undefined = (path) =>
    statSync(path, { throwIfNoEntry: false }),
): boolean => {
  if (identity === undefined) return true;
  const path = resolve(folder);
  const facts = stat(path);
  if (facts !== undefined && !mayEnter(facts, identity)) return false;
  const parent = dirname(path);
  return parent === path || isReachable(parent, identity, stat);
};

const mayEnter = ({ mode, uid, gid }: Pick<Stats, 'mode' | 'uid' | 'gid'>, identity: ServerIdentity): boolean => {
  if (uid === identity.uid) return (mode & 0o100) !== 0;
  if (gid === identity.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
};

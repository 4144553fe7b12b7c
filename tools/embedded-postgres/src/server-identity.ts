import { readFileSync } from 'node:fs';

/** The user a server process runs as; `undefined` means "as whoever runs this". */
export interface ServerIdentity {
  readonly uid: number;
  readonly gid: number;
}

const preferredNames = ['postgres', 'nobody', 'daemon'];
const lastResort: ServerIdentity = { uid: 65_534, gid: 65_534 };

/** PostgreSQL refuses to run as root, so root lends it an unprivileged user; everybody else runs it as themselves. */
export const serverIdentity = (): ServerIdentity | undefined =>
  process.getuid?.() === 0 ? unprivilegedIn(readFileSync('/etc/passwd', 'utf8')) : undefined;

/**
 * The unprivileged user to borrow, from the text of `/etc/passwd`. An id that has no line there is the last resort only:
 * `initdb` wants to look up the name of its user.
 */
export const unprivilegedIn = (passwd: string): ServerIdentity => {
  const users = passwd.split('\n').flatMap(parseUser);
  for (const name of preferredNames) {
    const user = users.find((candidate) => candidate.name === name);
    if (user !== undefined) return { uid: user.uid, gid: user.gid };
  }
  const [anyone] = users;
  return anyone === undefined ? lastResort : { uid: anyone.uid, gid: anyone.gid };
};

const parseUser = (line: string): readonly { name: string; uid: number; gid: number }[] => {
  const [name, , uidText, gidText] = line.split(':');
  const uid = Number(uidText);
  const gid = Number(gidText);
  const isUnprivileged = name !== undefined && Number.isInteger(uid) && uid > 0 && Number.isInteger(gid) && gid > 0;
  return isUnprivileged ? [{ name, uid, gid }] : [];
};

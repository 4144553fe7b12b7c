import { ulid } from 'ulid';

/** A new public id: prefix, underscore, 26-character ULID (`lnk_01J…`). */
export const newId = <Prefix extends string>(prefix: Prefix): `${Prefix}_${string}` => `${prefix}_${ulid()}`;

/** A valid id that a person can read: `idFor('prt', 'ANNA')` is `prt_0000…ANNA`. */
export const idFor = <Prefix extends string>(prefix: Prefix, name: string): `${Prefix}_${string}` =>
  `${prefix}_${inIdAlphabet(name).padStart(idCharacters, '0')}`;

const idCharacters = 26;

/** Ids are written without the letters that look like digits, and without U. */
const inIdAlphabet = (name: string): string =>
  name
    .toUpperCase()
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0')
    .replace(/U/g, 'V')
    .replace(/[^0-9A-HJKMNP-TV-Z]/g, '');

/** `19.99` → 1999. */
export const minor = (amount: string): bigint => {
  const [, sign = '', whole = '', cents = ''] = /^(-?)(\d+)(?:\.(\d\d))?$/.exec(amount) ?? [];
  if (whole === '') throw new RangeError(`"${amount}" is not an amount such as 19.99`);
  return BigInt(`${sign}${whole}${cents.padEnd(2, '0')}`);
};

const dayMs = 86_400_000;

/** The day on which every story begins. */
export const firstDay = Date.UTC(2026, 10, 2, 10);

/** So many days into the story; parts of a day are fine. */
export const onDay = (day: number): number => firstDay + day * dayMs;

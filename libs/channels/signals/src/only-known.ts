/** The fields that are known: under exact optional types a field is either there or absent, never undefined. */
export type OnlyKnown<Fields> = { readonly [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

/** A copy without the fields whose value is undefined. */
export const onlyKnown = <Fields extends object>(fields: Fields): OnlyKnown<Fields> => {
  const known: Partial<Fields> = {};
  // A loop, as this is done several times for every message: a fifth of the time that entries and a filter take.
  for (const name of Object.keys(fields) as (keyof Fields)[]) {
    if (fields[name] !== undefined) known[name] = fields[name];
  }
  return known as OnlyKnown<Fields>;
};

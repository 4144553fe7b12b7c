/** The fields that are known: under exact optional types a field is either there or absent, never undefined. */
export type OnlyKnown<Fields> = { readonly [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

/** A copy without the fields whose value is undefined. */
export const onlyKnown = <Fields extends object>(fields: Fields): OnlyKnown<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as OnlyKnown<Fields>;

const watched: readonly object[] = [Object, Array, String, Number, Boolean, Function, Map, Set, Uint8Array].map(
  ({ prototype }) => prototype as object,
);

/** Everything that all objects inherit, as it is now. */
const inherited = (): readonly (readonly [object, PropertyKey, unknown])[] =>
  watched.flatMap((prototype) =>
    Reflect.ownKeys(prototype).map(
      (name) => [prototype, name, Object.getOwnPropertyDescriptor(prototype, name)?.value] as const,
    ),
  );

/** Tells, whenever asked, whether anything that all objects inherit has changed since. */
export const watchPrototypes = (): (() => boolean) => {
  const before = inherited();
  return () => {
    const now = inherited();
    const isSame = now.length === before.length && now.every((entry, index) => sameEntry(entry, before[index]));
    return !isSame;
  };
};

const sameEntry = (
  [prototype, name, value]: readonly [object, PropertyKey, unknown],
  before: readonly [object, PropertyKey, unknown] | undefined,
): boolean => before?.[0] === prototype && before[1] === name && Object.is(before[2], value);

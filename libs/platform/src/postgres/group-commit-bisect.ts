import { isPassingFault } from './passing-fault.js';

/** What became of items that were written together. */
export interface WrittenApart<Item> {
  readonly written: readonly Item[];
  /** Each failed when it was written alone. */
  readonly poison: readonly { readonly item: Item; readonly error: unknown }[];
  /** Items whose outcome is unknown, or that were not tried any more: nothing is wrong with them. */
  readonly interrupted?: { readonly items: readonly Item[]; readonly error: unknown };
}

/** SQLSTATE classes that blame what was set up rather than what came: a missing table or grant, an unknown feature. */
const setUpClasses = ['0A', '3F', '42'];

/** Whether an item may have caused this error. A fault of the moment or of the set-up strikes good and bad alike. */
export const mayBePoison = (error: unknown): boolean => {
  if (isPassingFault(error)) return false;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return !(typeof code === 'string' && code.length === 5 && setUpClasses.includes(code.slice(0, 2)));
};

/**
 * Writes items together, and where that fails by halves, until every bad one stands alone. A fault that no item caused
 * ends it: what was not written by then is `interrupted`.
 */
export const writeApartFromPoison = async <Item>(
  items: readonly Item[],
  write: (items: readonly Item[]) => Promise<void>,
): Promise<WrittenApart<Item>> => {
  try {
    await write(items);
    return { written: items, poison: [] };
  } catch (error) {
    if (!mayBePoison(error)) return { written: [], poison: [], interrupted: { items, error } };
    const [only] = items;
    if (items.length === 1 && only !== undefined) return { written: [], poison: [{ item: only, error }] };
  }
  const middle = items.length >> 1;
  const first = await writeApartFromPoison(items.slice(0, middle), write);
  const rest = items.slice(middle);
  if (first.interrupted !== undefined) return interruptedBefore(first, first.interrupted, rest);
  const second = await writeApartFromPoison(rest, write);
  return {
    ...second,
    written: [...first.written, ...second.written],
    poison: [...first.poison, ...second.poison],
  };
};

const interruptedBefore = <Item>(
  first: WrittenApart<Item>,
  { items, error }: { readonly items: readonly Item[]; readonly error: unknown },
  rest: readonly Item[],
): WrittenApart<Item> => ({ ...first, interrupted: { items: [...items, ...rest], error } });

/** An id longer than this is none: ids are unique keys, and an index takes about 2,690 bytes. */
const idCharactersMax = 512;

/** A JSON object from outside. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** The fields a payload may have: there or not, and of any kind until a reader has looked. */
export type Unproven<Field extends string> = { readonly [Name in Field]?: unknown };

/** The value as an object whose fields are still unproven; undefined for lists, texts, numbers and null. */
export const asRecord = <Payload extends Unproven<string> = JsonRecord>(value: unknown): Payload | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Payload) : undefined;

/** The items of a list; an object where a list was expected counts as its only item. */
export const asItems = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  return asRecord(value) === undefined ? [] : [value];
};

/** A text that says something; undefined for anything else and for the empty text. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** An id as its exact text, whether it came quoted or bare; undefined where it is none or too long to be one. */
export const idOf = (value: unknown): string | undefined => {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  const text = textOf(value);
  return text !== undefined && text.length <= idCharactersMax ? text : undefined;
};

/** Whether a flag is set; relays that make every value a text write `"true"`. */
export const isTrue = (value: unknown): boolean => value === true || value === 'true';

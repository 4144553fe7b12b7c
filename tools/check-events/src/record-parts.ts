import type { Members } from './fetch-documents.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text that these bytes are in UTF-8; undefined where they are none. */
export const textOf = (bytes: Buffer): string | undefined => {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
};

/** The JSON value that these bytes say; undefined where they say none. */
export const jsonOf = (bytes: Buffer | null): { readonly json: unknown } | undefined => {
  const text = bytes === null ? undefined : textOf(bytes);
  if (text === undefined) return undefined;
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
};

/** The key that a body stands for: what the JSON pointers name, joined with colons. */
export const keyIn = (body: unknown, pointers: readonly string[]): string =>
  pointers.map((pointer) => String(memberAt(body, pointer))).join(':');

const memberAt = (value: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((member, name) => (member as Members | null | undefined)?.[name], value);

/** The moment of a text that a request gave, where it gave one. */
export const timeOf = (text: string | undefined): Date | undefined => (text === undefined ? undefined : new Date(text));

const greetings = { Olá: 'pt', Hola: 'es', Hello: 'en' } as const;

/** Knows a language by its greeting. */
export const plainLanguageOf = (text: string): string | undefined =>
  Object.entries(greetings).find(([greeting]) => text.startsWith(greeting))?.[1];

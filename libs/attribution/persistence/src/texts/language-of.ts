import { detectAll } from 'tinyld/light';

/** The beginning of a text tells its language; the rest would only take time. */
const charactersRead = 120;
/** Greetings of two words are taken for all kinds of languages: below this accuracy it is better not to know. */
const accuracyMin = 0.5;

/** The language a text is written in, of the two dozen that are spoken most, such as `pt`; undefined where it cannot be told. */
export const languageOf = (text: string): string | undefined => {
  const [likeliest] = detectAll(text.slice(0, charactersRead));
  return likeliest !== undefined && likeliest.accuracy >= accuracyMin ? likeliest.lang : undefined;
};

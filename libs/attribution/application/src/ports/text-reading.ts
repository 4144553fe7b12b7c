import type { Fingerprints } from './fingerprints.js';

/** What is read out of a text before it is let go. */
export interface TextReading {
  readonly fingerprints: Fingerprints;
  /** The language it is written in, such as `pt` (ISO 639-1); undefined where that cannot be told. */
  readonly languageOf: (text: string) => string | undefined;
}

export { cleanJson, cleanText, isCleanJson } from './clean-text.js';
export { parseJson } from './parse-json.js';
export type { ParsedJson } from './parse-json.js';
export { asItems, asRecord, idOf, isTrue, textOf } from './read-json.js';
export type { JsonRecord, Unproven } from './read-json.js';
export { instantOf } from './read-instant.js';
export type { Instant } from './read-instant.js';

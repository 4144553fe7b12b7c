export { readOptions, usage, UsageProblem, type Options } from './options.js';
export { replay } from './replay.js';

import { UsageProblem } from './options.js';

/** How the tool ends where it could not do what it was asked for: 2 where nobody can tell what is meant. */
export const exitCodeOf = (error: unknown): number => (error instanceof UsageProblem ? 2 : 1);

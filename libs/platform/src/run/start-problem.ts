/** Something the person who starts Whence can put right; the message says what. */
export class StartProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartProblem';
  }
}

/** Names that JavaScript itself gives: nobody wrote the message for the person who reads it. */
const namesOfDefects = new Set(['Error', 'TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'AggregateError']);

/** What to print about an error at start: one clear message, and a stack only where the defect is ours. */
export const explain = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `${error.message}: another program listens there; set PORT to another port`;
  const isDefect = namesOfDefects.has(error.name) && typeof code !== 'string';
  return isDefect ? (error.stack ?? error.message) : error.message;
};

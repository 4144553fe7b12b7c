/** Ends a switch that has handled every case: a new case that nobody handles does not compile. */
export const unreachable = (value: never): never => {
  throw new TypeError(`a case that must not exist: ${String(value)}`);
};

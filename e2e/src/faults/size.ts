/** How much the fault tests do: `npm test` runs a short version, `npm run test:faults` the long one. */
export const isShort = process.env['WHENCE_FAULTS'] === 'short';

/** The one for a short run, or the other. */
export const inShort = <Size>(short: Size, long: Size): Size => (isShort ? short : long);

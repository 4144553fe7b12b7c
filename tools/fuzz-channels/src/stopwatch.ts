/** No call may hold the event loop up for longer. */
export const blockedMsMax = 50;
/** On a busy machine a call can be interrupted: only one that is slow every time is slow. */
const attemptsMax = 10;

export interface Timing {
  readonly ms: number;
  readonly bytes: number;
}

/** Times calls by name and remembers the worst of each. */
export class Stopwatch {
  readonly worst = new Map<string, Timing>();

  /** `limitMs`: from where on a call is slow. */
  constructor(readonly limitMs = blockedMsMax) {}

  /** The answer of `call`, which must be the same each time it is made, and how long it took at its best. */
  time<Answer>(name: string, bytes: number, call: () => Answer): { readonly answer: Answer; readonly ms: number } {
    let { answer, ms } = once(call);
    for (let attempt = 1; ms > this.limitMs && attempt < attemptsMax; attempt++) {
      const again = once(call);
      ({ answer } = again);
      ms = Math.min(ms, again.ms);
    }
    if (ms > (this.worst.get(name)?.ms ?? 0)) this.worst.set(name, { ms, bytes });
    return { answer, ms };
  }
}

const once = <Answer>(call: () => Answer): { readonly answer: Answer; readonly ms: number } => {
  const startedAt = performance.now();
  const answer = call();
  return { answer, ms: performance.now() - startedAt };
};

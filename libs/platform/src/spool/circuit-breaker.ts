/** After this long without an answer, one attempt finds out whether there is one again. */
const trialEveryMs = 1_000;

/** Remembers that PostgreSQL did not answer, so that not everybody has to find out by waiting. */
export class CircuitBreaker {
  private trialAt = 0;
  private open = false;

  get isOpen(): boolean {
    return this.open;
  }

  trip(): void {
    this.open = true;
    this.trialAt = performance.now() + trialEveryMs;
  }

  close(): void {
    this.open = false;
  }

  /** Whether this caller is the one that may try although it is open. */
  takeTrial(): boolean {
    if (performance.now() < this.trialAt) return false;
    this.trialAt = performance.now() + trialEveryMs;
    return true;
  }
}

/** npm passes a terminal's Ctrl-C on to a process that has received it already: that is still one. */
const repeatAfterMs = 500;
const parentPollMs = 1_000;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Waits for the wish to stop: Ctrl-C, a signal, or the death of the npm that started us (a killed npm tells nobody, and
 * would leave us behind). A second Ctrl-C calls `onForce`.
 */
export class StopRequest {
  readonly made: Promise<void>;
  private madeAt: number | undefined;
  private resolve: () => void = () => undefined;

  constructor(private readonly onForce: () => void) {
    this.made = new Promise((resolve) => (this.resolve = resolve));
    for (const signal of signals) process.on(signal, this.hear);
    if (process.env['npm_lifecycle_event'] !== undefined) this.watchParent(process.ppid);
  }

  get isMade(): boolean {
    return this.madeAt !== undefined;
  }

  private readonly hear = (): void => {
    if (this.madeAt === undefined) {
      this.madeAt = performance.now();
      this.resolve();
    } else if (performance.now() - this.madeAt > repeatAfterMs) {
      this.onForce();
    }
  };

  private watchParent(parent: number): void {
    const timer = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(timer);
      if (!this.isMade) this.hear();
    }, parentPollMs);
    timer.unref();
  }
}

/** Something to wait for that may never come. */
export class Gate {
  readonly promise: Promise<void>;
  private resolve: () => void = () => undefined;
  private reject: (error: Error) => void = () => undefined;

  constructor(private readonly whyClosed: string) {
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // Perhaps nobody waits.
    this.promise.catch(() => undefined);
  }

  /** Lets everybody through, now and later. */
  open(): void {
    this.resolve();
  }

  /** Sends away who waits, unless it was open before. */
  close(): void {
    this.reject(new Error(this.whyClosed));
  }
}

/** Where progress is shown: a terminal's line is updated in place, anything else gets a plain line now and then. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const updateEveryMs = 100;
const plainLineEveryMs = 5_000;

export class Progress {
  private shownAt = 0;
  private isLineOpen = false;

  constructor(
    private readonly screen: Screen,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** How far a step is; the last word on it is always shown. */
  show(text: string, isDone = false): void {
    const everyMs = this.screen.isTTY === true ? updateEveryMs : plainLineEveryMs;
    if (!isDone && this.now() - this.shownAt < everyMs) return;
    this.shownAt = this.now();
    if (this.screen.isTTY !== true) {
      this.screen.write(`${text}\n`);
      return;
    }
    this.screen.write(`\r\u001b[K${text}${isDone ? '\n' : ''}`);
    this.isLineOpen = !isDone;
  }

  /** Something to read that stays. */
  say(text: string): void {
    if (this.isLineOpen) this.screen.write('\n');
    this.isLineOpen = false;
    this.screen.write(`${text}\n`);
  }
}

import type { ConsumerGroup } from './consumer-group.js';

const lookMs = 5_000;
const idleMsMax = 60_000;

export interface WatchdogParts {
  readonly groups: readonly Pick<ConsumerGroup, 'name' | 'idleMs' | 'noteProgress'>[];
  readonly isBrokerAnswering: () => Promise<boolean>;
  /** Ends the process: whoever started it starts it anew. */
  readonly giveUp: (consumer: string) => void;
}

/**
 * Ends the process of a consumer that neither fetches nor works although the broker answers: a client that has lost its
 * way stays there, and nothing else would notice.
 */
export class ConsumerWatchdog {
  private timer: NodeJS.Timeout | undefined;
  private lookedAtMs = 0;

  constructor(private readonly parts: WatchdogParts) {}

  start(): void {
    this.lookedAtMs = performance.now();
    this.timer ??= setInterval(() => void this.look(), lookMs).unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  async look(): Promise<void> {
    const { groups, isBrokerAnswering, giveUp } = this.parts;
    const nowMs = performance.now();
    const wasHalted = nowMs - this.lookedAtMs > idleMsMax / 2;
    this.lookedAtMs = nowMs;
    const idle = groups.filter(({ idleMs }) => idleMs > lookMs);
    // A process that stood still itself, or had no broker, is given the whole time anew.
    if (idle.length > 0 && (wasHalted || !(await isBrokerAnswering())))
      return idle.forEach((one) => one.noteProgress());
    const stuck = idle.find(({ idleMs }) => idleMs > idleMsMax);
    if (stuck !== undefined) giveUp(stuck.name);
  }
}

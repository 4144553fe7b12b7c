import type { ClickLog, RecordedClick } from '../ports/clicks.js';

/**
 * Keeps the clicks of people who come at the same time together. It resolves once they are committed; a click may be
 * recorded again where that could not be told.
 */
export class RecordClicks {
  constructor(private readonly clicks: ClickLog) {}

  async run(clicks: readonly RecordedClick[]): Promise<void> {
    if (clicks.length > 0) await this.clicks.add(clicks);
  }
}

import type { RedirectLink } from './redirect-link.js';

interface Remembered {
  readonly link: RedirectLink;
  /** The round in which it was seen last. */
  readonly round: number;
}

/** Links by key. A round sees every link once; what a whole round has not seen is no more. */
export class LinkMemory {
  private readonly remembered = new Map<string, Remembered>();
  private round = 0;

  get size(): number {
    return this.remembered.size;
  }

  get(key: string): RedirectLink | undefined {
    return this.remembered.get(key)?.link;
  }

  put(link: RedirectLink): void {
    this.remembered.set(link.key, { link, round: this.round });
  }

  forget(key: string): void {
    this.remembered.delete(key);
  }

  beginRound(): void {
    this.round += 1;
  }

  /** Forgets what was seen neither by this round nor otherwise since it began. */
  endRound(): void {
    for (const [key, { round }] of this.remembered) if (round < this.round) this.remembered.delete(key);
  }
}

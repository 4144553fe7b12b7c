const bits32 = 2 ** 32;

/** Chance that can be had again: the same seed draws the same. Mulberry32, far from good enough for secrets. */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to, and not including, 1. */
  fraction(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / bits32;
  }

  /** A whole number from 0, below `below`. */
  below(below: number): number {
    return Math.floor(this.fraction() * below);
  }

  /** A seed for a chance of its own. */
  seed(): number {
    return this.below(bits32);
  }

  happens(probability: number): boolean {
    return this.fraction() < probability;
  }

  oneOf<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }

  /** The heavier, the likelier. */
  oneByWeight<Item extends { readonly weight: number }>(items: readonly Item[]): Item {
    let left = this.fraction() * items.reduce((sum, { weight }) => sum + weight, 0);
    return (items.find(({ weight }) => (left -= weight) < 0) ?? items.at(-1)) as Item;
  }

  shuffled<Item>(items: readonly Item[]): readonly Item[] {
    return items
      .map((item) => ({ item, place: this.fraction() }))
      .sort((one, other) => one.place - other.place)
      .map(({ item }) => item);
  }
}

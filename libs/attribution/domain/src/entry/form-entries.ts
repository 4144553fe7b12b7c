import { compareTexts } from '../compare-texts.js';
import { inOrder } from '../in-order.js';
import type { ChannelAccountId } from '../ids.js';
import { entryGapMs } from '../settings/limits.js';
import type { Reference } from '../touchpoint/reference.js';
import type { Touchpoint } from '../touchpoint/touchpoint.js';
import type { Entry } from './entry.js';

/**
 * Groups a contact's touchpoints into arrivals: those of one click belong together, and so do those on one channel account
 * that name the same link, ad, coupon or unknown ref with gaps of at most `entryGapMs`. Computed over the whole set, so the order
 * of arrival cannot matter.
 */
export const formEntries = (touches: readonly Touchpoint[]): readonly Entry[] => {
  const arrivals = new Arrivals(inOrder(touches, byEntering));
  return arrivals.all().map(toEntry);
};

type Touches = readonly [Touchpoint, ...Touchpoint[]];

/** Touchpoints by their places in the order of time, put together where they tell of one arrival. */
class Arrivals {
  /** For each touch the place of an earlier one that tells of the same arrival; the first of an arrival has its own. */
  private readonly earlier: number[] = [];
  private readonly lastOfClick = new Map<string, number>();
  private readonly lastOfName = new Map<ChannelAccountId, Map<string, number>>();

  constructor(private readonly touches: readonly Touchpoint[]) {
    // In order of time only the last touch of a name can be near enough: where an earlier one is, so is the last.
    for (const [place, touch] of touches.entries()) {
      this.earlier.push(place);
      this.joinByClick(touch, place);
      this.joinByName(touch, place);
    }
  }

  /** Earliest first, and so the touches of each. */
  all(): readonly Touches[] {
    const arrivals = this.touches.map((touch): [Touchpoint, ...Touchpoint[]] => [touch]);
    for (const [place, touch] of this.touches.entries()) {
      const first = this.firstOf(place);
      if (first !== place) arrivals[first]?.push(touch);
    }
    return arrivals.filter((_, place) => this.earlier[place] === place);
  }

  private joinByClick(touch: Touchpoint, place: number): void {
    const click = clickIdOf(touch);
    if (click === undefined) return;
    const last = this.lastOfClick.get(click);
    if (last !== undefined) this.join(last, place);
    this.lastOfClick.set(click, place);
  }

  private joinByName(touch: Touchpoint, place: number): void {
    const lastOfName = this.namedOn(touch.channelAccountId);
    for (const name of namesOf(touch)) {
      const last = lastOfName.get(name);
      if (last !== undefined && this.isNear(last, touch)) this.join(last, place);
      lastOfName.set(name, place);
    }
  }

  private isNear(last: number, touch: Touchpoint): boolean {
    const before = this.touches[last];
    return before !== undefined && touch.enteredAt - before.enteredAt <= entryGapMs;
  }

  private namedOn(account: ChannelAccountId): Map<string, number> {
    const known = this.lastOfName.get(account);
    if (known !== undefined) return known;
    const named = new Map<string, number>();
    this.lastOfName.set(account, named);
    return named;
  }

  private join(one: number, other: number): void {
    const left = this.firstOf(one);
    const right = this.firstOf(other);
    this.earlier[Math.max(left, right)] = Math.min(left, right);
  }

  /** On the way every touch comes to know an earlier one than before, so that no way stays long. */
  private firstOf(place: number): number {
    let at = place;
    for (let before = this.before(at); before !== at; before = this.before(at)) {
      this.earlier[at] = this.before(before);
      at = before;
    }
    return at;
  }

  private before(place: number): number {
    return this.earlier[place] ?? place;
  }
}

/** A click stays the same click even where its token is too old to speak as one. */
const clickIdOf = (touch: Touchpoint): string | undefined =>
  touch.click?.id ?? (touch.reference.kind === 'delivered' ? touch.reference.token?.clickId : undefined);

/** Everything a touchpoint names; one that names nothing known still equals its own kind of unknown. */
const namesOf = ({ link, ad, coupon, reference }: Touchpoint): readonly string[] => {
  const names: string[] = [];
  if (link !== undefined) names.push(link.id);
  if (ad !== undefined) names.push(ad.id);
  if (coupon !== undefined) names.push(coupon.id);
  return names.length > 0 ? names : [nameOfUnknown(reference)];
};

const nameOfUnknown = (reference: Reference): string => {
  switch (reference.kind) {
    case 'delivered':
      return `ref ${reference.ref ?? ''} ad ${reference.adId ?? ''}`;
    case 'typed':
      return `code ${reference.code}`;
    case 'coupon':
      return `coupon ${reference.fingerprint}`;
  }
};

const toEntry = (touches: Touches): Entry => {
  const [first] = touches;
  return { id: `ent_${first.id.slice('tch_'.length)}`, enteredAt: first.enteredAt, touches };
};

const byEntering = (one: Touchpoint, other: Touchpoint): number =>
  one.enteredAt - other.enteredAt || compareTexts(one.id, other.id);

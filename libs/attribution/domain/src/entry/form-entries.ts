import { compareTexts } from '../compare-texts.js';
import type { EntryId } from '../ids.js';
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
  const arrivals = new Arrivals();
  // In order of time only the last touch of a name can be near enough: where an earlier one is, so is the last.
  for (const touch of [...touches].sort(byEntering)) arrivals.add(touch);
  return arrivals.all().map(toEntry);
};

/** Touchpoints in the order of their time, put together as they turn out to tell of one arrival. */
class Arrivals {
  private readonly groups = new Set<Touchpoint[]>();
  private readonly groupOf = new Map<Touchpoint, Touchpoint[]>();
  private readonly lastOfClick = new Map<string, Touchpoint>();
  private readonly lastOfName = new Map<string, Touchpoint>();

  add(touch: Touchpoint): void {
    const group = [touch];
    this.groups.add(group);
    this.groupOf.set(touch, group);
    const click = clickIdOf(touch);
    if (click !== undefined) {
      this.join(this.lastOfClick.get(click), touch);
      this.lastOfClick.set(click, touch);
    }
    for (const name of namesOf(touch)) {
      const last = this.lastOfName.get(name);
      if (last !== undefined && touch.enteredAt - last.enteredAt <= entryGapMs) this.join(last, touch);
      this.lastOfName.set(name, touch);
    }
  }

  all(): readonly (readonly Touchpoint[])[] {
    const groups = [...this.groups].map((group) => group.sort(byEntering) as [Touchpoint, ...Touchpoint[]]);
    return groups.sort(([one], [other]) => byEntering(one, other));
  }

  /** The smaller group moves: each touch moves a few times at most. */
  private join(one: Touchpoint | undefined, other: Touchpoint): void {
    const left = one && this.groupOf.get(one);
    const right = this.groupOf.get(other);
    if (left === undefined || right === undefined || left === right) return;
    const [kept, moved] = left.length < right.length ? [right, left] : [left, right];
    kept.push(...moved);
    for (const touch of moved) this.groupOf.set(touch, kept);
    this.groups.delete(moved);
  }
}

/** A click stays the same click even where its token is too old to speak as one. */
const clickIdOf = (touch: Touchpoint): string | undefined =>
  touch.click?.id ?? (touch.reference.kind === 'delivered' ? touch.reference.token?.clickId : undefined);

/** Everything a touchpoint names on its account; one that names nothing known still equals its own kind of unknown. */
const namesOf = ({ channelAccountId, link, ad, coupon, reference }: Touchpoint): readonly string[] => {
  const names: string[] = [];
  if (link !== undefined) names.push(`${channelAccountId} link ${link.id}`);
  if (ad !== undefined) names.push(`${channelAccountId} ad ${ad.externalId}`);
  if (coupon !== undefined) names.push(`${channelAccountId} coupon ${coupon.id}`);
  if (names.length > 0) return names;
  return [`${channelAccountId} ${nameOfUnknown(reference)}`];
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

const toEntry = (touches: readonly Touchpoint[]): Entry => {
  const [first, ...rest] = touches as readonly [Touchpoint, ...Touchpoint[]];
  return { id: first.id.replace('tch_', 'ent_') as EntryId, enteredAt: first.enteredAt, touches: [first, ...rest] };
};

const byEntering = (one: Touchpoint, other: Touchpoint): number =>
  one.enteredAt - other.enteredAt || compareTexts(one.id, other.id);

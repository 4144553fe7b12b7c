import type { EntryId } from '../ids.js';
import { entryGapMs } from '../settings/limits.js';
import type { Touchpoint } from '../touchpoint/touchpoint.js';
import type { Entry } from './entry.js';

/**
 * Groups a contact's touchpoints into arrivals: those of one click belong together, and so do those on one channel account
 * that name the same link, ad or unknown ref with gaps of at most `entryGapMs`. Computed over the whole set, so the order
 * of arrival cannot matter.
 */
export const formEntries = (touches: readonly Touchpoint[]): readonly Entry[] => {
  const sorted = [...touches].sort(byEntering);
  const groups: Touchpoint[][] = [];
  for (const touch of sorted) {
    const near = groups.filter((group) => group.some((member) => tellOfOneArrival(member, touch)));
    const joined = [...near.flat(), touch].sort(byEntering);
    for (const group of near) groups.splice(groups.indexOf(group), 1);
    groups.push(joined);
  }
  return groups.map(toEntry).sort((one, other) => byEntering(one.touches[0], other.touches[0]));
};

const tellOfOneArrival = (one: Touchpoint, other: Touchpoint): boolean =>
  isSameClick(one, other) ||
  (one.channelAccountId === other.channelAccountId &&
    Math.abs(one.enteredAt - other.enteredAt) <= entryGapMs &&
    namesOf(one).some((name) => namesOf(other).includes(name)));

const isSameClick = (one: Touchpoint, other: Touchpoint): boolean => {
  const click = clickIdOf(one);
  return click !== undefined && click === clickIdOf(other);
};

/** A click stays the same click even where its token is too old to speak as one. */
const clickIdOf = (touch: Touchpoint): string | undefined =>
  touch.click?.id ?? (touch.reference.kind === 'delivered' ? touch.reference.token?.clickId : undefined);

/** Everything a touchpoint names; one that names nothing known still equals its own kind of unknown. */
const namesOf = ({ link, ad, reference }: Touchpoint): readonly string[] => {
  const names = [
    ...(link === undefined ? [] : [`link ${link.id}`]),
    ...(ad === undefined ? [] : [`ad ${ad.externalId}`]),
  ];
  if (names.length > 0) return names;
  if (reference.kind === 'typed') return [`code ${reference.code}`];
  return [`ref ${reference.ref ?? ''} ad ${reference.adId ?? ''}`];
};

const toEntry = (touches: readonly Touchpoint[]): Entry => {
  const [first, ...rest] = touches as readonly [Touchpoint, ...Touchpoint[]];
  return { id: first.id.replace('tch_', 'ent_') as EntryId, enteredAt: first.enteredAt, touches: [first, ...rest] };
};

const byEntering = (one: Touchpoint, other: Touchpoint): number =>
  one.enteredAt - other.enteredAt || (one.id < other.id ? -1 : Number(one.id > other.id));

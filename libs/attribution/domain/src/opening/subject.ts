import type { Entry } from '../entry/entry.js';
import { formEntries } from '../entry/form-entries.js';
import type { Instant } from '../time.js';
import type { Touchpoint } from '../touchpoint/touchpoint.js';
import { countsForOpening, enteredBy, type OpeningView } from './opening-evidence.js';

/** What evidence is judged for: the opening itself, or a later conversion where the model asks about each. */
export interface Subject {
  readonly view: OpeningView;
  /** Absent where the opening itself is asked about. */
  readonly conversion?: ConversionTimes;
}

/** When a conversion happened by the tenant's clock, and when we first heard of it by ours. */
export interface ConversionTimes {
  readonly occurredAt: Instant;
  readonly firstReceivedAt: Instant;
}

/** The moment that windows are measured to. */
export const subjectAt = ({ view, conversion }: Subject): Instant => conversion?.occurredAt ?? view.opening.openedAt;

/** Whether an arrival, or part of it, came up to the conversion. Never where the opening itself is asked about. */
export const cameByConversion = (entry: Entry, { conversion }: Subject): boolean =>
  conversion !== undefined && entry.touches.some((touch) => enteredAtOrBefore(conversion, touch));

/**
 * Arrivals, told apart at the conversion: what came after it neither joins nor strengthens what came before, or a link that
 * is opened after a sale could still win it.
 */
export const entriesFor = (touches: readonly Touchpoint[], { view, conversion }: Subject): readonly Entry[] => {
  const entries = formEntries(touches);
  if (conversion === undefined) return entries;
  const evidence = entries.flatMap((entry) =>
    entry.touches.filter((touch) => enteredAtOrBefore(conversion, touch) || countsForOpening(touch, view)),
  );
  const counted = new Set(evidence);
  return [...formEntries(evidence), ...formEntries(touches.filter((touch) => !counted.has(touch)))];
};

const enteredAtOrBefore = ({ occurredAt }: ConversionTimes, touch: Touchpoint): boolean =>
  enteredBy(touch, { at: occurredAt, precisionMs: 1 });

import type { Entry } from '../entry/entry.js';
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

/** What counts for the opening counts for every conversion after it; so does whatever entered up to the conversion. */
export const countsFor = (touch: Touchpoint, entry: Entry, { view, conversion }: Subject): boolean =>
  countsForOpening(touch, entry, view) || (conversion !== undefined && enteredUpTo(conversion, entry));

const enteredUpTo = ({ occurredAt }: ConversionTimes, entry: Entry): boolean =>
  entry.touches.some((touch) => enteredBy(touch, { at: occurredAt, precisionMs: 1 }));

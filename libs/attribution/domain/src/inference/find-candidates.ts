import type { ChannelIdentity, LinkFacts } from '../catalogue/catalogue-facts.js';
import { isEligible, judgeEntries } from '../eligibility/judge-entries.js';
import { formEntries } from '../entry/form-entries.js';
import type { Opening } from '../opening/opening.js';
import { cutTo } from '../time.js';
import type { Touchpoint } from '../touchpoint/touchpoint.js';
import type { Candidate } from './inference.js';
import { inferenceGapMs } from './inference-limits.js';
import type { RecentClick } from './recent-click.js';

/** Where a guess may look. */
export interface Search {
  readonly opening: Opening;
  /** Identities the contact is known by. */
  readonly contact: readonly ChannelIdentity[];
  readonly links: readonly LinkFacts[];
  readonly clicks: readonly RecentClick[];
}

/** The clicks shortly before the opening on links to its own channel account that may have led to it. */
export const findCandidates = ({ opening, contact, links, clicks }: Search): readonly Candidate[] =>
  links
    .filter((link) => link.channelAccountId === opening.channelAccountId)
    .flatMap((link) =>
      clicks
        .filter((click) => click.linkId === link.id && !click.isMatched)
        .map((click) => ({ link, click, gapMs: gapBetween(click, opening) })),
    )
    .filter(({ gapMs }) => gapMs >= 0 && gapMs < inferenceGapMs)
    .filter((candidate) => wouldBeEligible(candidate, opening, contact));

/** Whole seconds are compared as whole seconds. */
const gapBetween = (
  { clickedAt }: Pick<RecentClick, 'clickedAt'>,
  { openedAt, precisionMs }: Pick<Opening, 'openedAt' | 'precisionMs'>,
): number => cutTo(precisionMs, openedAt) - cutTo(precisionMs, clickedAt);

/**
 * A click is judged as if its token had been delivered with the first message: what every rule would have refused then, a
 * robot's click or the partner's own, cannot be guessed now.
 */
const wouldBeEligible = (candidate: Candidate, opening: Opening, contact: readonly ChannelIdentity[]): boolean => {
  const view = {
    opening,
    graceSignalKeys: new Set<string>(),
    businessWroteFirst: false,
    isExistingThread: false,
  };
  return judgeEntries(formEntries([asIfDelivered(candidate, opening)]), { view }, contact).every(isEligible);
};

const asIfDelivered = ({ link, click }: Candidate, opening: Opening): Touchpoint => ({
  id: `tch_${click.id}`,
  signalKey: opening.signalKey,
  conversationId: opening.conversationId,
  channelAccountId: opening.channelAccountId,
  matchType: 'inferred',
  enteredAt: opening.openedAt,
  clock: 'platform',
  precisionMs: opening.precisionMs,
  clickedAt: click.clickedAt,
  receivedAt: opening.firstReceivedAt,
  seenBy: [],
  reference: { kind: 'delivered', id: `tch_${click.id}`, ref: link.refCode, isProduct: false, delivered: {} },
  link,
  click,
});

import type { ClickFacts, ClickId, LinkId } from '@whence/attribution-domain';
import type { Channel } from '@whence/signals';

/** One request to a link, as the redirect saw it. */
export interface RecordedClick extends ClickFacts {
  readonly channel: Channel;
  /** Why a robot was taken for one. */
  readonly robotReason?: string;
  /** Kind of client, such as `instagram-in-app` or `desktop-browser`. */
  readonly clientClass: string;
  /** Pseudonym that changes daily: tells unique visitors apart and nobody who they are. */
  readonly visitorId: string;
}

export abstract class Clicks {
  /** A click that is there already stays as it is. */
  abstract add(click: RecordedClick): Promise<void>;

  /** Clicks with these ids, and the clicks of these links that one of the parts names. */
  abstract named(names: {
    readonly clickIds: readonly ClickId[];
    readonly linkIds: readonly LinkId[];
    readonly clickParts: readonly string[];
  }): Promise<readonly ClickFacts[]>;
}

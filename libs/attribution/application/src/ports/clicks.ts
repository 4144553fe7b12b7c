import type { ClickFacts, ClickId, LinkId, WorkspaceId } from '@whence/attribution-domain';
import type { Channel } from '@whence/signals';

/** One request to a link, as the redirect saw it. */
export interface RecordedClick extends ClickFacts {
  readonly workspaceId: WorkspaceId;
  readonly channel: Channel;
  /** Why a robot was taken for one. */
  readonly robotReason?: string;
  /** Kind of client, such as `instagram-in-app` or `desktop-browser`. */
  readonly clientClass: string;
  /** Pseudonym that changes daily: tells unique visitors apart and nobody who they are. */
  readonly visitorId: string;
  /** The language the browser asked for first, such as `pt-BR`. */
  readonly language?: string;
}

/** The clicks of one workspace, as evidence. */
export abstract class Clicks {
  /** Clicks with these ids, and the clicks of these links that one of the parts names. */
  abstract named(names: {
    readonly clickIds: readonly ClickId[];
    readonly linkIds: readonly LinkId[];
    readonly clickParts: readonly string[];
  }): Promise<readonly ClickFacts[]>;
}

/** Where clicks are kept. It is a transaction of its own: no decision hangs on it, and no clicker waits for one. */
export abstract class ClickLog {
  /** All of these clicks, of whatever workspaces, or none of them. A click that is there already stays as it is. */
  abstract add(clicks: readonly RecordedClick[]): Promise<void>;
}

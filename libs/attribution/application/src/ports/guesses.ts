import type {
  ChannelAccountId,
  ContactId,
  Instant,
  LinkFacts,
  RecentClick,
  WorkspaceId,
} from '@whence/attribution-domain';
import type { Channel } from '@whence/signals';

/** A conversation's opening, as a guess about it looks around. */
export interface OpenedBeside {
  readonly contactId: ContactId;
  readonly channelAccountId: ChannelAccountId;
  readonly openedAt: Instant;
}

/** What happened about when a conversation opened: what a guess is made from. */
export abstract class Guesses {
  /** Clicks on links to the channel, from one moment (inclusive) to another (exclusive), the latest first, at most so many. */
  abstract clicks(during: {
    readonly channel: Channel;
    readonly from: Instant;
    readonly to: Instant;
    readonly limit: number;
  }): Promise<readonly Omit<RecentClick, 'isMatched'>[]>;

  /** Which of these names somebody's evidence has; as `clickNames` says them. */
  abstract namedByEvidence(names: readonly string[]): Promise<ReadonlySet<string>>;

  /** When other conversations of the account opened of which nothing tells whence the person came. */
  abstract unexplainedBeside(opened: OpenedBeside, withinMs: number): Promise<readonly Instant[]>;

  /** Whoever opened about then on the account, and may have to be guessed about anew because of it, is put in the queue. */
  abstract reconsiderBeside(opened: readonly OpenedBeside[], withinMs: number): Promise<void>;

  /** Takes contacts out of the queue; answers those that were in it. */
  abstract reconsidered(contactIds: readonly ContactId[]): Promise<ReadonlySet<ContactId>>;
}

/** Somebody to be guessed about anew. */
export interface GuessedContact {
  readonly workspaceId: WorkspaceId;
  readonly contactId: ContactId;
}

/** Whom guesses have to be made about anew, of all workspaces. */
export abstract class GuessesToReconsider {
  /** At most so many. */
  abstract next(limit: number): Promise<readonly GuessedContact[]>;
}

/** What evidence may know a click by: its id, or its link's text code with the part that names it. */
export const clickNames = (
  click: Pick<RecentClick, 'id' | 'clickPart'>,
  link: { readonly textCode: string },
): readonly string[] => [
  `click:${click.id}`,
  ...(click.clickPart === undefined ? [] : [`click-part:${link.textCode} ${click.clickPart}`]),
];

/** For each click the names that evidence may know it by; none where its link is not among these. */
export const namesOfClicks = (
  clicks: readonly Pick<RecentClick, 'id' | 'linkId' | 'clickPart'>[],
  links: readonly LinkFacts[],
): readonly (readonly string[])[] =>
  clicks.map((click) => {
    const link = links.find(({ id }) => id === click.linkId);
    return link === undefined ? [] : clickNames(click, link);
  });

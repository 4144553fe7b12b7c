import { Guesses, GuessesToReconsider, type GuessedContact, type OpenedBeside } from '@whence/attribution-application';
import type { Attribution, ContactId, Instant, RecentClick, Reference, WorkspaceId } from '@whence/attribution-domain';

import type { InMemoryState } from './in-memory-state.js';

export class InMemoryGuesses extends Guesses {
  constructor(private readonly state: InMemoryState) {
    super();
  }

  clicks({ from, to, limit }: Parameters<Guesses['clicks']>[0]): Promise<readonly Omit<RecentClick, 'isMatched'>[]> {
    const during = this.state.clicks.filter(({ clickedAt }) => clickedAt >= from && clickedAt < to);
    return Promise.resolve([...during].sort((one, other) => other.clickedAt - one.clickedAt).slice(0, limit));
  }

  namedByEvidence(names: readonly string[]): Promise<ReadonlySet<string>> {
    const known = this.state.copies.flatMap(({ copy }) => copy.references.map(nameOf));
    return Promise.resolve(new Set(names.filter((name) => known.includes(name))));
  }

  unexplainedBeside(opened: OpenedBeside, withinMs: number): Promise<readonly Instant[]> {
    return Promise.resolve(this.beside(opened, withinMs).map(({ openedAt }) => openedAt));
  }

  reconsiderBeside(opened: readonly OpenedBeside[], withinMs: number): Promise<void> {
    for (const { contactId } of opened.flatMap((one) => this.beside(one, withinMs))) {
      this.state.guessesToReconsider.add(contactId);
    }
    return Promise.resolve();
  }

  reconsidered(contactIds: readonly ContactId[]): Promise<ReadonlySet<ContactId>> {
    return Promise.resolve(new Set(contactIds.filter((id) => this.state.guessesToReconsider.delete(id))));
  }

  private beside({ channelAccountId, openedAt, contactId }: OpenedBeside, withinMs: number) {
    return [...this.state.decisions].flatMap(([id, versions]) => {
      const standing = versions.at(-1);
      const conversation = this.state.conversations.find((kept) => kept.id === standing?.conversationId);
      if (standing === undefined || id === contactId || conversation?.channelAccountId !== channelAccountId) return [];
      const isNear = standing.openedAt >= openedAt - withinMs && standing.openedAt < openedAt + withinMs;
      return isNear && isUnexplained(standing) ? [{ contactId: id, openedAt: standing.openedAt }] : [];
    });
  }
}

const nameOf = (reference: Reference): string => {
  if (reference.kind === 'typed') return `click-part:${reference.code} ${reference.clickPart ?? ''}`;
  return reference.kind === 'delivered' ? `click:${reference.token?.clickId ?? ''}` : '';
};

const isUnexplained = ({ status, matchType, reason, flags }: Attribution): boolean =>
  flags.length === 0 && (status === 'organic' || matchType === 'inferred' || reason === 'content-unreadable');

export class InMemoryGuessesToReconsider extends GuessesToReconsider {
  constructor(
    private readonly state: InMemoryState,
    private readonly workspaceId: WorkspaceId,
  ) {
    super();
  }

  next(limit: number): Promise<readonly GuessedContact[]> {
    const { workspaceId } = this;
    const contactIds = [...this.state.guessesToReconsider].sort().slice(0, limit);
    return Promise.resolve(contactIds.map((contactId) => ({ workspaceId, contactId })));
  }
}

/** Work that was taken in and is not done, by where it waits. */
export type BacklogGroup = 'inbox' | 'quarantined' | 'parked' | 'outbox' | 'consumers';

/** How many pieces of one workspace's work wait in one place. */
export type BacklogCount = (workspaceId: string) => Promise<number>;

export interface BacklogReport {
  readonly inbox: number;
  /** Kept aside until the content or the set-up changes. */
  readonly quarantined: number;
  /** Kept aside until what they name is known. */
  readonly parked: number;
  readonly outbox: number;
  readonly consumers: readonly { readonly name: string; readonly lag: number }[];
}

/** What everybody in this process still has to do. */
export class Backlog {
  private readonly counts = new Map<string, { group: BacklogGroup; name: string; count: BacklogCount }>();

  /** Adds a place where work waits; the same name in the same group replaces the one before. */
  count(group: BacklogGroup, name: string, count: BacklogCount): void {
    this.counts.set(`${group} ${name}`, { group, name, count });
  }

  async of(workspaceId: string): Promise<BacklogReport> {
    const totals = { inbox: 0, quarantined: 0, parked: 0, outbox: 0 };
    const consumers: { name: string; lag: number }[] = [];
    for (const { group, name, count } of this.counts.values()) {
      const waiting = await count(workspaceId);
      if (group === 'consumers') consumers.push({ name, lag: waiting });
      else totals[group] += waiting;
    }
    return { ...totals, consumers: consumers.sort((left, right) => left.name.localeCompare(right.name)) };
  }
}

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

  /**
   * Places are counted group after group, and work moves meanwhile, also from one still to be counted to one that was.
   * So nothing is said to wait nowhere before a second look has found the same.
   */
  async of(workspaceId: string): Promise<BacklogReport> {
    const report = await this.look(workspaceId);
    return isWorkedOff(report) ? this.look(workspaceId) : report;
  }

  private async look(workspaceId: string): Promise<BacklogReport> {
    const totals = { inbox: 0, quarantined: 0, parked: 0, outbox: 0 };
    let consumers: { name: string; lag: number }[] = [];
    for (const group of inOrderOfWork) {
      const places = [...this.counts.values()].filter((place) => place.group === group);
      const waiting = await Promise.all(
        places.map(async ({ name, count }) => ({ name, lag: await count(workspaceId) })),
      );
      if (group === 'consumers') consumers = waiting;
      else totals[group] = waiting.reduce((total, { lag }) => total + lag, 0);
    }
    return { ...totals, consumers: consumers.sort((left, right) => left.name.localeCompare(right.name)) };
  }
}

/** The way that work takes, so that what moves on meanwhile is rather counted twice than not at all. */
const inOrderOfWork: readonly BacklogGroup[] = ['inbox', 'outbox', 'consumers', 'parked', 'quarantined'];

const isWorkedOff = ({ inbox, outbox, consumers }: BacklogReport): boolean =>
  inbox === 0 && outbox === 0 && consumers.every(({ lag }) => lag === 0);

import { asWorker, dueAfterMs, sentBackTogetherMax, type ReplayRun, type ReplayScope } from './replay.js';

/** Which of the items that are kept aside; all of them where nothing is named. */
export interface QuarantinedChoice extends ReplayScope {
  readonly reason?: string;
  /** Of rows of the quarantine. */
  readonly ids?: readonly string[];
}

/** How many items of one reason, and of how many deliveries. */
export interface ItemTally {
  readonly reason: string;
  readonly items: number;
  readonly deliveries: number;
}

/** One item that is kept aside: where it stood, never what it said. */
export interface QuarantinedItem {
  readonly id: string;
  readonly workspaceId: string;
  readonly provider: string;
  readonly reason: string;
  readonly path: string;
  readonly cause?: string;
}

export interface QuarantineReplay {
  readonly sentBack: readonly ItemTally[];
  /** What cannot be replayed any more, for its delivery's bytes were erased. */
  readonly erased: readonly ItemTally[];
}

/**
 * Sends the deliveries of the chosen items back to be worked, whole: whoever holds one loses it, and what is recorded already
 * is recognised. An item that still cannot be taken is kept aside again.
 */
export const replayQuarantined = async (run: ReplayRun, choice: QuarantinedChoice): Promise<QuarantineReplay> => {
  const tallies = (sql: string) => asWorker<TallyRow>(run.database, sql, paramsOf(choice)).then(summed);
  const erased = await tallies(erasedSql);
  return { sentBack: run.isDryRun ? await tallies(openSql) : await sendBack(run, choice), erased };
};

/** The first items that a replay would take, in the order in which they were kept aside. */
export const quarantinedItems = async (
  { database }: Pick<ReplayRun, 'database'>,
  choice: QuarantinedChoice,
  limit: number,
): Promise<readonly QuarantinedItem[]> => {
  const rows = await asWorker<ItemRow>(database, itemsSql, [...paramsOf(choice), limit]);
  return rows.map(({ workspace_id: workspaceId, cause, ...row }) => ({
    ...row,
    workspaceId,
    ...(cause === null ? {} : { cause }),
  }));
};

interface TallyRow {
  readonly reason: string;
  readonly items: number;
  readonly deliveries: number;
}

interface ItemRow extends Pick<QuarantinedItem, 'id' | 'provider' | 'reason' | 'path'> {
  readonly workspace_id: string;
  readonly cause: string | null;
}

/** Where nothing of a batch is left to be sent back, it has no reason. */
interface BatchRow extends Omit<TallyRow, 'reason'> {
  readonly reason: string | null;
  /** The last delivery of the batch; none behind the last batch. */
  readonly last: string | null;
}

/** What is kept aside again meanwhile is behind the cursor: every delivery is sent back once. */
const sendBack = async ({ database }: ReplayRun, choice: QuarantinedChoice): Promise<readonly ItemTally[]> => {
  const tallied: TallyRow[] = [];
  let cursor: string | null = '0';
  for (let batch = 0; cursor !== null; batch += 1) {
    const params: readonly unknown[] = [...paramsOf(choice), cursor, sentBackTogetherMax, dueAfterMs(batch)];
    const rows: BatchRow[] = await asWorker<BatchRow>(database, sendBackSql, params);
    tallied.push(...rows.flatMap(({ reason, ...row }) => (reason === null ? [] : { ...row, reason })));
    cursor = rows[0]?.last ?? null;
  }
  return summed(tallied);
};

const paramsOf = ({ workspaceId, provider, reason, ids }: QuarantinedChoice): readonly unknown[] => [
  workspaceId ?? null,
  provider ?? null,
  reason ?? null,
  ids ?? null,
];

const summed = (rows: readonly TallyRow[]): readonly ItemTally[] => {
  const sums = new Map<string, ItemTally>();
  for (const { reason, items, deliveries } of rows) {
    const known = sums.get(reason);
    sums.set(reason, {
      reason,
      items: (known?.items ?? 0) + items,
      deliveries: (known?.deliveries ?? 0) + deliveries,
    });
  }
  return [...sums.values()].sort((one, other) => (one.reason < other.reason ? -1 : 1));
};

const chosenSql = `($1::text IS NULL OR aside.workspace_id = $1) AND ($2::text IS NULL OR inbox.provider = $2)
  AND ($3::text IS NULL OR aside.reason = $3) AND ($4::bigint[] IS NULL OR aside.id = ANY ($4::bigint[]))`;

const fromSql = 'FROM intake.quarantine AS aside JOIN intake.inbox ON inbox.id = aside.inbox_id';

const tallySql = 'reason, count(*)::int AS items, count(DISTINCT inbox_id)::int AS deliveries';

const openSql = `SELECT ${tallySql} ${fromSql}
  WHERE aside.resolved_at IS NULL AND inbox.body IS NOT NULL AND ${chosenSql} GROUP BY reason`;

const erasedSql = `SELECT ${tallySql} ${fromSql}
  WHERE inbox.body IS NULL AND (aside.resolved_at IS NULL OR aside.resolution = 'erased') AND ${chosenSql} GROUP BY reason`;

const itemsSql = `SELECT aside.id, aside.workspace_id, inbox.provider, aside.reason, aside.path, aside.cause ${fromSql}
  WHERE aside.resolved_at IS NULL AND inbox.body IS NOT NULL AND ${chosenSql} ORDER BY aside.id LIMIT $5`;

// Deliveries before their items, as the erasing of old bodies locks them: a body cannot go in between.
const sendBackSql = `
  WITH due AS (
    SELECT id FROM intake.inbox WHERE body IS NOT NULL AND id IN (
      SELECT DISTINCT inbox_id ${fromSql}
      WHERE aside.resolved_at IS NULL AND inbox.body IS NOT NULL AND inbox_id > $5 AND ${chosenSql}
      ORDER BY inbox_id LIMIT $6)
    ORDER BY id FOR UPDATE),
  known AS (
    UPDATE intake.quarantine AS aside SET resolved_at = now(), resolution = 'worked-again'
    FROM due JOIN intake.inbox USING (id)
    WHERE aside.inbox_id = due.id AND aside.resolved_at IS NULL AND ${chosenSql}
    RETURNING aside.inbox_id, aside.reason),
  sent AS (
    UPDATE intake.inbox SET state = 'pending', attempts = 0, claims = claims + 1,
      next_attempt_at = clock_timestamp() + $7 * interval '1 millisecond'
    WHERE id IN (SELECT inbox_id FROM known))
  SELECT tally.*, batch.last FROM (SELECT max(id) AS last FROM due) AS batch
  LEFT JOIN (SELECT ${tallySql} FROM known GROUP BY reason) AS tally ON true`;

import { providers } from '../connections/connection.js';
import { bodyKeptDays } from '../store/erase-old-bodies.js';
import { asWorker, dueAfterMs, sentBackTogetherMax, type ReplayRun, type ReplayScope } from './replay.js';

/** Which deliveries: those taken in from `from` and before `to`, UTC milliseconds. */
export interface DeliveryChoice extends ReplayScope {
  readonly from: number;
  readonly to: number;
}

export interface DeliveryTally {
  readonly provider: string;
  readonly deliveries: number;
}

export interface DeliveryReplay {
  readonly sentBack: readonly DeliveryTally[];
  /** What cannot be replayed any more, for its bytes were erased. */
  readonly erased: readonly DeliveryTally[];
}

/**
 * Sends deliveries that are done back to be worked once more, for translators that understand more of them. What is recorded
 * already is recognised by its signal's key and content, so that only what is new is added.
 */
export const replayDeliveries = async (run: ReplayRun, choice: DeliveryChoice): Promise<DeliveryReplay> => {
  const tallies = (sql: string) => asWorker<DeliveryTally>(run.database, sql, paramsOf(choice));
  const erased = canHaveErased(run, choice) ? await tallies(erasedSql) : [];
  return { sentBack: run.isDryRun ? await tallies(storedSql) : await sendBack(run, choice), erased };
};

const dayMs = 86_400_000;

/** Nothing has an index for what was erased: a choice that lies within the days of keeping needs no look. A day is for clocks. */
const canHaveErased = ({ now }: ReplayRun, { from }: DeliveryChoice): boolean =>
  from < now - (bodyKeptDays - 1) * dayMs;

/** Provider by provider, as the index has them. */
const sendBack = async (run: ReplayRun, choice: DeliveryChoice): Promise<readonly DeliveryTally[]> => {
  const tallies: DeliveryTally[] = [];
  for (const provider of choice.provider === undefined ? providers : [choice.provider]) {
    const deliveries = await sendBackOf(run, { ...choice, provider });
    if (deliveries > 0) tallies.push({ provider, deliveries });
  }
  return tallies;
};

interface SentBack {
  readonly id: string;
  /** As text, for a `Date` would cut microseconds. */
  readonly received_at: string;
}

/** What is done again meanwhile is behind the cursor: every delivery is sent back once. */
const sendBackOf = async ({ database }: ReplayRun, choice: DeliveryChoice): Promise<number> => {
  let deliveries = 0;
  let last: SentBack | undefined = { id: '0', received_at: '-infinity' };
  for (let batch = 0; last !== undefined; batch += 1) {
    const cursor: readonly unknown[] = [last.received_at, last.id, sentBackTogetherMax, dueAfterMs(batch)];
    const sent: SentBack[] = await asWorker<SentBack>(database, sendBackSql, [...paramsOf(choice), ...cursor]);
    deliveries += sent.length;
    last = sent.at(-1);
  }
  return deliveries;
};

const paramsOf = ({ workspaceId, provider, from, to }: DeliveryChoice): readonly unknown[] => [
  workspaceId ?? null,
  provider ?? null,
  new Date(from),
  new Date(to),
];

const chosenSql = `state = 'done' AND received_at >= $3 AND received_at < $4
  AND ($1::text IS NULL OR workspace_id = $1) AND ($2::text IS NULL OR provider = $2)`;

const tallySql = 'provider, count(*)::int AS deliveries FROM intake.inbox';

const storedSql = `SELECT ${tallySql} WHERE body IS NOT NULL AND ${chosenSql} GROUP BY provider ORDER BY provider`;

const erasedSql = `SELECT ${tallySql} WHERE body IS NULL AND ${chosenSql} GROUP BY provider ORDER BY provider`;

const sendBackSql = `
  WITH due AS (
    SELECT id, received_at FROM intake.inbox
    WHERE provider = $2 AND body IS NOT NULL AND ${chosenSql} AND (received_at, id) > ($5::timestamptz, $6::bigint)
    ORDER BY received_at, id LIMIT $7 FOR UPDATE),
  sent AS (
    UPDATE intake.inbox SET state = 'pending', attempts = 0, claims = claims + 1,
      next_attempt_at = clock_timestamp() + $8 * interval '1 millisecond'
    WHERE id IN (SELECT id FROM due))
  SELECT id, received_at::text FROM due ORDER BY due.received_at, id`;

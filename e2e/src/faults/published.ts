import { RecordChecker, type KafkaRecord } from '@whence/check-events';

import type { Deployment } from '../apart/deployment.js';
import { readTopics } from '../apart/read-topics.js';
import type { ToldEvent, Witness } from './witness.js';

/** What the topics hold, held against what was committed. */
export interface Published {
  /** Events that were committed. */
  readonly told: number;
  /** Records in the topics, and how many of them repeat an earlier one. */
  readonly records: number;
  readonly repeats: number;
  readonly wrong: {
    /** Committed, and in no topic. */
    readonly missing: readonly string[];
    /** In a topic, and never committed. */
    readonly invented: readonly string[];
    /** First copies of one key that are not in the order in which they were committed. */
    readonly inverted: readonly string[];
    /** What the published documents do not admit, such as a repeat that is not exact. */
    readonly rejected: readonly string[];
  };
}

export const nothingWrong: Published['wrong'] = { missing: [], invented: [], inverted: [], rejected: [] };

const deadLetterSuffix = '.dlq';

/** Reads every topic from its start. */
export const publishedBy = async (deployment: Deployment, witness: Witness): Promise<Published> => {
  const checker = await RecordChecker.by(deployment.url);
  const topics = checker.topicNames.filter((name) => !name.endsWith(deadLetterSuffix));
  const records = await readTopics(deployment, topics);
  const told = await witness.told();
  const verdicts = records.map((record) => ({ record, ...checker.check(record) }));
  const firstCopies = verdicts.filter(({ isRepeat }) => !isRepeat).map(({ record }) => record);
  const ids = new Set(firstCopies.map(eventIdOf));
  const toldIds = new Set(told.map(({ eventId }) => eventId));
  return {
    told: told.length,
    records: records.length,
    repeats: records.length - firstCopies.length,
    wrong: {
      missing: told.filter(({ eventId }) => !ids.has(eventId)).map(({ topic, eventId }) => `${topic} ${eventId}`),
      invented: [...ids].filter((id) => !toldIds.has(id)),
      inverted: inversionsIn(firstCopies, told),
      rejected: verdicts.flatMap(({ record, reasons }) => reasons.map((reason) => `${record.topic} ${reason}`)),
    },
  };
};

/** One line, to be printed. */
export const tellPublished = ({ told, records, repeats, wrong }: Published): string =>
  `  topics:     ${told} committed, ${records} records, ${repeats} of them repeats, ` +
  `${wrong.missing.length} missing, ${wrong.invented.length} invented, ${wrong.inverted.length} out of order, ` +
  `${wrong.rejected.length} rejected\n`;

const eventIdOf = ({ headers }: KafkaRecord): string =>
  headers.find(([name]) => name === 'ce_id')?.[1].toString() ?? 'without an id';

/** Clicks of a link are independent of each other, and several redirects may write them at once. */
const inversionsIn = (firstCopies: readonly KafkaRecord[], told: readonly ToldEvent[]): readonly string[] => {
  const places = new Map(told.filter(({ queue }) => queue !== 'clicks').map((one) => [one.eventId, one]));
  const newest = new Map<string, number>();
  const inverted: string[] = [];
  for (const record of firstCopies) {
    const id = eventIdOf(record);
    const event = places.get(id);
    if (event === undefined) continue;
    const subject = `${event.queue} ${event.topic} ${event.key}`;
    if (event.place < (newest.get(subject) ?? 0)) inverted.push(`${subject} ${id}`);
    else newest.set(subject, event.place);
  }
  return inverted;
};

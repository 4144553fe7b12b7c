import type { KafkaRecord } from './kafka-record.js';
import type { RecordChecker } from './record-checker.js';

interface Count {
  records: number;
  repeats: number;
  rejected: number;
}

/** What became of many records: counts by topic and type, and every rejection. */
export class Tally {
  private readonly counts = new Map<string, Map<string, Count>>();
  private total = 0;
  /** One line for each reason of each rejected record. */
  readonly rejections: string[] = [];

  constructor(private readonly checker: RecordChecker) {}

  add(record: KafkaRecord): void {
    const { type, isRepeat, reasons } = this.checker.check(record);
    const count = this.countOf(record.topic, type);
    this.total += 1;
    count.records += 1;
    if (isRepeat) count.repeats += 1;
    if (reasons.length > 0) count.rejected += 1;
    const place = `${record.topic} [${record.partition}] @${record.offset} ${type}`;
    this.rejections.push(...reasons.map((reason) => `${place}: ${reason}`));
  }

  /** Nothing checked is nothing shown: without a record there is no success. */
  get isRight(): boolean {
    return this.total > 0 && this.rejections.length === 0;
  }

  /** For people: a line for each topic and type, then the sum. */
  lines(): readonly string[] {
    const topics = [...new Set([...this.checker.topicNames, ...this.counts.keys()])];
    const rows = topics.flatMap((topic) => {
      const types = [...(this.counts.get(topic) ?? [])].sort(([one], [other]) => (one < other ? -1 : 1));
      return [
        line(topic, sumOf(types.map(([, count]) => count))),
        ...types.map(([type, count]) => line(`  ${type}`, count)),
      ];
    });
    const counts = [...this.counts.values()].flatMap((types) => [...types.values()]);
    return [heading, ...rows, line('all', sumOf(counts))];
  }

  private countOf(topic: string, type: string): Count {
    const types = this.counts.get(topic) ?? new Map<string, Count>();
    this.counts.set(topic, types);
    const count = types.get(type) ?? { records: 0, repeats: 0, rejected: 0 };
    types.set(type, count);
    return count;
  }
}

const nameWidth = 44;
const numberWidth = 10;
const cells = (name: string, numbers: readonly (string | number)[]): string =>
  name.padEnd(nameWidth) + numbers.map((number) => number.toString().padStart(numberWidth)).join('');

const heading = cells('topic', ['records', 'repeats', 'rejected']);

const line = (name: string, { records, repeats, rejected }: Count): string => cells(name, [records, repeats, rejected]);

const sumOf = (counts: readonly Count[]): Count => ({
  records: counts.reduce((sum, { records }) => sum + records, 0),
  repeats: counts.reduce((sum, { repeats }) => sum + repeats, 0),
  rejected: counts.reduce((sum, { rejected }) => sum + rejected, 0),
});

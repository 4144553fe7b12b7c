import { describe, expect, it } from '@jest/globals';
import { RecordChecker } from '@whence/check-events';

import { readTopics } from '../src/apart/read-topics.js';
import { settled } from '../src/settled.js';
import { theSystem } from '../src/the-system.js';

const deadLetterSuffix = '.dlq';

describe('every record that the journeys left on the topics', () => {
  it('is what the published documents say', async () => {
    const system = theSystem();
    await settled(system);
    const checker = await RecordChecker.by(system.url);
    const topics = checker.topicNames.filter((name) => !name.endsWith(deadLetterSuffix));
    const brokers = (process.env['WHENCE_E2E_BROKERS'] ?? '').split(',');
    const records = await readTopics({ kafka: { brokers } }, topics);
    const reasons = records.flatMap((record) => checker.check(record).reasons.map((why) => `${record.topic}: ${why}`));
    process.stderr.write(`records of the journeys: ${records.length} read, ${reasons.length} rejected\n`);
    expect(reasons).toEqual([]);
    expect(records.length).toBeGreaterThan(0);
  });
});

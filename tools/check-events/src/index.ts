export { CheckProblem } from './check-problem.js';
export { fetchDocuments, type PublishedDocuments } from './fetch-documents.js';
export type { KafkaRecord } from './kafka-record.js';
export { fromKafkajs, type KafkajsMessage } from './kafkajs-record.js';
export { readKcatRecords } from './kcat-records.js';
export { readTopics, type PublishedTopics } from './published-events.js';
export { RecordChecker, type Verdict } from './record-checker.js';
export { Tally } from './tally.js';

import { describeMoneyRecords } from '@whence/affiliate-testing';
import { afterAll, beforeAll } from '@jest/globals';

import { postgresMoneyRecords, type PostgresMoneyRecords } from '../test/postgres-money-records.js';

let records: PostgresMoneyRecords;

beforeAll(async () => {
  records = await postgresMoneyRecords();
});

afterAll(() => records.drop());

describeMoneyRecords(() => records);

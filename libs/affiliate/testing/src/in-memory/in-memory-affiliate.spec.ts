import { describeMoneyRecords } from '../contract-suites/money-records.contract-suite.js';
import { InMemoryAffiliate } from './in-memory-affiliate.js';

const affiliate = new InMemoryAffiliate();

describeMoneyRecords(() => affiliate);

import { describeCommissions } from './commissions.contract-suite.js';
import { describeConversions } from './conversions.contract-suite.js';
import type { MakeRecords } from './in-unit-of-work.js';
import { describeLedger } from './ledger.contract-suite.js';
import { describePartners } from './partners.contract-suite.js';
import { describePrograms } from './programs.contract-suite.js';
import { describeRefunds } from './refunds.contract-suite.js';
import { describeStatements } from './statements.contract-suite.js';
import { describeUnitOfWork } from './unit-of-work.contract-suite.js';

/** What the driven side of the money context must do as a whole. Each test works in a workspace of its own. */
export const describeMoneyRecords = (make: MakeRecords): void => {
  describeUnitOfWork(make);
  describeConversions(make);
  describeRefunds(make);
  describePrograms(make);
  describePartners(make);
  describeCommissions(make);
  describeLedger(make);
  describeStatements(make);
};

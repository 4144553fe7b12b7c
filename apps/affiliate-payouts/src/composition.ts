import type { Provider } from '@nestjs/common';
import {
  CommissionStatements,
  DuePartners,
  LedgerStatements,
  LetCommissionsFallDue,
  ListCommissions,
  ListLedgerEntries,
  ShowPartnerBalance,
  ShowTrialBalance,
  WaitingConversions,
  WaitingRefunds,
} from '@whence/affiliate-application';
import {
  affiliateRows,
  PostgresCommissionStatements,
  PostgresDuePartners,
  PostgresLedgerStatements,
  PostgresWaitingConversions,
  PostgresWaitingRefunds,
  TransactionPerUnitOfWork,
} from '@whence/affiliate-persistence';
import { PlatformConfig } from '@whence/platform/config';
import { Databases } from '@whence/platform/process';

import { AffiliateDatabase } from './affiliate-database.js';

/** How this process puts the money context together: factories only. */
export const affiliateProviders: readonly Provider[] = [
  {
    provide: AffiliateDatabase,
    inject: [PlatformConfig, Databases],
    useFactory: ({ affiliateDatabaseUrl, databaseUrl }: PlatformConfig, databases: Databases) => {
      const url = affiliateDatabaseUrl ?? databaseUrl;
      return new AffiliateDatabase(databases.at(url), databases.rows('affiliate', url, affiliateRows));
    },
  },
  {
    provide: CommissionStatements,
    inject: [AffiliateDatabase],
    useFactory: ({ rows }: AffiliateDatabase) => new PostgresCommissionStatements(rows),
  },
  {
    provide: LedgerStatements,
    inject: [AffiliateDatabase],
    useFactory: ({ rows }: AffiliateDatabase) => new PostgresLedgerStatements(rows),
  },
  {
    provide: WaitingConversions,
    inject: [AffiliateDatabase],
    useFactory: ({ database }: AffiliateDatabase) => new PostgresWaitingConversions(database),
  },
  {
    provide: WaitingRefunds,
    inject: [AffiliateDatabase],
    useFactory: ({ database }: AffiliateDatabase) => new PostgresWaitingRefunds(database),
  },
  {
    provide: DuePartners,
    inject: [AffiliateDatabase],
    useFactory: ({ database }: AffiliateDatabase) => new PostgresDuePartners(database),
  },
  {
    provide: LetCommissionsFallDue,
    inject: [AffiliateDatabase, DuePartners],
    useFactory: ({ database }: AffiliateDatabase, duePartners: DuePartners) =>
      new LetCommissionsFallDue(new TransactionPerUnitOfWork(database), duePartners),
  },
  {
    provide: ListCommissions,
    inject: [CommissionStatements],
    useFactory: (statements: CommissionStatements) => new ListCommissions(statements),
  },
  {
    provide: ShowPartnerBalance,
    inject: [CommissionStatements],
    useFactory: (statements: CommissionStatements) => new ShowPartnerBalance(statements),
  },
  {
    provide: ShowTrialBalance,
    inject: [LedgerStatements],
    useFactory: (statements: LedgerStatements) => new ShowTrialBalance(statements),
  },
  {
    provide: ListLedgerEntries,
    inject: [LedgerStatements],
    useFactory: (statements: LedgerStatements) => new ListLedgerEntries(statements),
  },
];

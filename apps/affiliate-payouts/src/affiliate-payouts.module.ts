import { Logger, Module, type OnModuleInit } from '@nestjs/common';
import { AccessModule } from '@whence/access';
import { LetCommissionsFallDue, WaitingConversions, WaitingRefunds } from '@whence/affiliate-application';
import {
  affiliateConsumer,
  affiliateConsumerName,
  affiliateMigrations,
  countDeadLetters,
} from '@whence/affiliate-persistence';
import { idOf } from '@whence/affiliate-domain';
import { PlatformConfig } from '@whence/platform/config';
import { EventTransport, PostgresOutbox } from '@whence/platform/outbox';
import { Background, Backlog, Clock, ClockWatch, Relays, Schemas } from '@whence/platform/process';

import { AffiliateDatabase } from './affiliate-database.js';
import { ListCommissionsController } from './commissions/list-commissions.controller.js';
import { affiliateProviders } from './composition.js';
import { ListLedgerEntriesController } from './ledger/list-ledger-entries.controller.js';
import { ShowTrialBalanceController } from './ledger/show-trial-balance.controller.js';
import { ShowPartnerBalanceController } from './partner-balance/show-partner-balance.controller.js';

/** Turns attributed conversions and refunds into commissions, lets them fall due, keeps the ledger, and shows both. */
@Module({
  imports: [AccessModule],
  controllers: [
    ListCommissionsController,
    ShowPartnerBalanceController,
    ShowTrialBalanceController,
    ListLedgerEntriesController,
  ],
  providers: [...affiliateProviders],
})
export class AffiliatePayoutsModule implements OnModuleInit {
  constructor(
    private readonly config: PlatformConfig,
    private readonly schemas: Schemas,
    private readonly affiliate: AffiliateDatabase,
    private readonly waiting: WaitingConversions,
    private readonly waitingRefunds: WaitingRefunds,
    private readonly letCommissionsFallDue: LetCommissionsFallDue,
    private readonly background: Background,
    private readonly transport: EventTransport,
    private readonly relays: Relays,
    private readonly backlog: Backlog,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.schemas.require(affiliateMigrations, this.config.affiliateDatabaseUrl ?? this.config.databaseUrl);
    const { database } = this.affiliate;
    this.transport.subscribe(affiliateConsumer({ database, clock: this.clock }));
    this.background.add(this.fallingDue());
    this.relays.add(new PostgresOutbox(database, 'affiliate'));
    // Events that are on their way here still count as their outbox's; only what is kept aside is counted here.
    this.backlog.count('quarantined', affiliateConsumerName, (id) => countDeadLetters(database, id));
    this.backlog.count('parked', 'conversions-without-terms', (id) => this.waiting.count(idOf('wsp', id)));
    this.backlog.count('parked', 'refunds-without-conversion', (id) => this.waitingRefunds.count(idOf('wsp', id)));
  }
  private fallingDue(): ClockWatch {
    const logger = new Logger('Commissions');
    return new ClockWatch({
      name: 'commissions falling due',
      look: (look) => this.letCommissionsFallDue.run(look),
      clock: this.clock,
      report: (error) => logger.warn({ message: 'commissions do not fall due', error }),
    });
  }
}

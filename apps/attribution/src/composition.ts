import {
  ChangeAttributionSettings,
  JoinContacts,
  EraseMessageTexts,
  FinalizeAttributions,
  GiveUpParkedConversions,
  OverrideAttribution,
  ReconsiderGuesses,
  RecordClicks,
  RecordConversion,
  RecordRefund,
  RedecideOnCatalogueChange,
  RedecideOnLateClicks,
  UnitOfWork,
} from '@whence/attribution-application';
import {
  attributionRows,
  ContactJoinQueries,
  ConversationQueries,
  ConversionQueries,
  LinkTestQueries,
  MasterKeyFingerprints,
  MessageTextQueries,
  PostgresAwaitedFinality,
  PostgresClickLog,
  PostgresGuessesToReconsider,
  PostgresLateClicks,
  PostgresOutdatedTexts,
  PostgresParkedConversions,
  PostgresUnitOfWork,
  SignalHealthQueries,
} from '@whence/attribution-persistence';
import { CatalogFacts, ChannelAccounts, Links } from '@whence/catalog';
import { SubscriptionReports, WaitedForAccounts } from '@whence/intake';
import { PlatformConfig } from '@whence/platform/config';
import { MasterKey } from '@whence/platform/crypto';
import type { RowSource, Scope, Transaction } from '@whence/platform/postgres';
import { Clock, Databases } from '@whence/platform/process';
import type { Provider } from '@nestjs/common';

import { ObserveSignalHealth } from './signal-health/observe-signal-health.js';

/** How this process puts attribution together: factories only. */
export const attributionProviders: readonly Provider[] = [
  {
    provide: UnitOfWork,
    inject: [Databases, PlatformConfig, MasterKey, Clock],
    useFactory: (databases: Databases, config: PlatformConfig, keys: MasterKey, clock: Clock) =>
      unitOfWork('api', { databases, config, keys, clock }),
  },
  {
    provide: RecordConversion,
    inject: [UnitOfWork, Clock, MasterKey],
    useFactory: (work: UnitOfWork, clock: Clock, keys: MasterKey) =>
      new RecordConversion(work, clock, new MasterKeyFingerprints(keys)),
  },
  {
    provide: RecordRefund,
    inject: [UnitOfWork, Clock, MasterKey],
    useFactory: (work: UnitOfWork, clock: Clock, keys: MasterKey) =>
      new RecordRefund(work, clock, new MasterKeyFingerprints(keys)),
  },
  {
    provide: OverrideAttribution,
    inject: [UnitOfWork, Clock],
    useFactory: (work: UnitOfWork, clock: Clock) => new OverrideAttribution(work, clock),
  },
  {
    provide: JoinContacts,
    inject: [UnitOfWork, Clock],
    useFactory: (work: UnitOfWork, clock: Clock) => new JoinContacts(work, clock),
  },
  {
    provide: ChangeAttributionSettings,
    inject: [UnitOfWork, Clock],
    useFactory: (work: UnitOfWork, clock: Clock) => new ChangeAttributionSettings(work, clock),
  },
  {
    provide: RedecideOnCatalogueChange,
    inject: [Databases, PlatformConfig, MasterKey, Clock],
    useFactory: (databases: Databases, config: PlatformConfig, keys: MasterKey, clock: Clock) =>
      new RedecideOnCatalogueChange(unitOfWork('worker', { databases, config, keys, clock }), clock),
  },
  {
    provide: FinalizeAttributions,
    inject: [Databases, PlatformConfig, MasterKey, Clock],
    useFactory: (databases: Databases, config: PlatformConfig, keys: MasterKey, clock: Clock) =>
      new FinalizeAttributions(
        unitOfWork('worker', { databases, config, keys, clock }),
        new PostgresAwaitedFinality(databases.at(config.databaseUrl)),
      ),
  },
  {
    provide: ReconsiderGuesses,
    inject: [Databases, PlatformConfig, MasterKey, Clock],
    useFactory: (databases: Databases, config: PlatformConfig, keys: MasterKey, clock: Clock) =>
      new ReconsiderGuesses(
        unitOfWork('worker', { databases, config, keys, clock }),
        new PostgresGuessesToReconsider(databases.at(config.databaseUrl)),
      ),
  },
  {
    provide: RedecideOnLateClicks,
    inject: [Databases, PlatformConfig, MasterKey, Clock, RedecideOnCatalogueChange],
    useFactory: (
      ...[databases, config, keys, clock, redecide]: readonly [
        Databases,
        PlatformConfig,
        MasterKey,
        Clock,
        RedecideOnCatalogueChange,
      ]
    ) =>
      new RedecideOnLateClicks(
        unitOfWork('worker', { databases, config, keys, clock }),
        new PostgresLateClicks(databases.at(config.databaseUrl)),
        redecide,
      ),
  },
  {
    provide: GiveUpParkedConversions,
    inject: [Databases, PlatformConfig, MasterKey, Clock],
    useFactory: (databases: Databases, config: PlatformConfig, keys: MasterKey, clock: Clock) =>
      new GiveUpParkedConversions(
        unitOfWork('worker', { databases, config, keys, clock }),
        new PostgresParkedConversions(databases.at(config.databaseUrl)),
      ),
  },
  {
    provide: EraseMessageTexts,
    inject: [Databases, PlatformConfig],
    useFactory: (databases: Databases, config: PlatformConfig) =>
      new EraseMessageTexts(new PostgresOutdatedTexts(databases.at(config.databaseUrl))),
  },
  {
    provide: MessageTextQueries,
    inject: [Databases, PlatformConfig, MasterKey],
    useFactory: (databases: Databases, config: PlatformConfig, keys: MasterKey) =>
      new MessageTextQueries(attributionSource(databases, config), keys),
  },
  {
    provide: ConversationQueries,
    inject: [Databases, PlatformConfig, MasterKey],
    useFactory: (databases: Databases, config: PlatformConfig, keys: MasterKey) =>
      new ConversationQueries(attributionSource(databases, config), keys),
  },
  {
    provide: ConversionQueries,
    inject: [Databases, PlatformConfig],
    useFactory: (databases: Databases, config: PlatformConfig) =>
      new ConversionQueries(attributionSource(databases, config)),
  },
  {
    provide: RecordClicks,
    inject: [Databases, PlatformConfig, Clock],
    useFactory: (databases: Databases, config: PlatformConfig, clock: Clock) =>
      new RecordClicks(new PostgresClickLog(databases.at(config.databaseUrl), clock)),
  },
  {
    provide: LinkTestQueries,
    inject: [Databases, PlatformConfig],
    useFactory: (databases: Databases, config: PlatformConfig) =>
      new LinkTestQueries(attributionSource(databases, config)),
  },
  {
    provide: ContactJoinQueries,
    inject: [Databases, PlatformConfig],
    useFactory: (databases: Databases, config: PlatformConfig) =>
      new ContactJoinQueries(attributionSource(databases, config)),
  },
  {
    provide: ObserveSignalHealth,
    inject: [Databases, PlatformConfig, ChannelAccounts, Links],
    useFactory: (databases: Databases, config: PlatformConfig, accounts: ChannelAccounts, links: Links) => {
      const database = databases.at(config.databaseUrl);
      return new ObserveSignalHealth(
        accounts,
        links,
        new SignalHealthQueries(attributionSource(databases, config)),
        new SubscriptionReports(database),
        new WaitedForAccounts(database),
      );
    },
  },
];

interface Parts {
  readonly databases: Databases;
  readonly config: PlatformConfig;
  readonly keys: MasterKey;
  readonly clock: Clock;
}

const unitOfWork = (role: Scope['role'], { databases, config, keys, clock }: Parts): UnitOfWork =>
  new PostgresUnitOfWork({
    database: databases.at(config.databaseUrl),
    role,
    keys,
    clock,
    fingerprints: new MasterKeyFingerprints(keys),
    catalogueOn: (tx: Transaction) => new CatalogFacts(tx),
  });

const attributionSource = (databases: Databases, config: PlatformConfig): RowSource =>
  databases.rows('attribution', config.databaseUrl, attributionRows);

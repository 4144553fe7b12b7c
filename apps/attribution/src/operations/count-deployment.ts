import {
  affiliateConsumerName,
  affiliateConsumerTypes,
  PostgresWaitingConversions,
} from '@whence/affiliate-persistence';
import { idOf } from '@whence/affiliate-domain';
import { readTablesConsumerName, readTablesTypes } from '@whence/analytics';
import { ClickQueue } from '@whence/attribution-persistence';
import { intakeBacklog, replayConsumerOf } from '@whence/intake';
import {
  countDeadLetters,
  countUnpublishable,
  DeadLetterQueue,
  PostgresOutbox,
  type EventTransport,
  type NamedConsumer,
  type UnpublishedEvents,
} from '@whence/platform/outbox';
import type { Database } from '@whence/platform/postgres';
import type { Backlog } from '@whence/platform/process';
import type { Provider } from '@whence/signals';

import { redecideConsumer } from '../redecide/redecide-on-catalogue-changed.consumer.js';

/** Where the schemas of this deployment are. */
export interface DeploymentDatabases {
  readonly main: Database;
  readonly analytics: Database;
  readonly affiliate: Database;
}

export interface Deployment {
  readonly databases: DeploymentDatabases;
  readonly transport: Pick<EventTransport, 'lagOf'>;
}

interface KnownConsumer extends NamedConsumer {
  readonly database: Database;
  readonly schema: string;
}

const providers: readonly Provider[] = ['zernio', 'meta-graph', 'whatsapp-cloud'];

/**
 * Counts what waits anywhere in the deployment, whichever processes work it off. Where one of them runs in this process
 * too and counts for itself, it does so under the same name, and nothing is counted twice.
 */
export const countDeployment = (backlog: Backlog, { databases, transport }: Deployment): void => {
  for (const provider of providers) {
    const { inbox, quarantined } = intakeBacklog(databases.main, provider);
    backlog.count('inbox', provider, inbox);
    backlog.count('quarantined', provider, quarantined);
  }
  for (const queue of queuesIn(databases)) {
    backlog.count('outbox', queue.name, (workspaceId) => queue.waiting(workspaceId));
    backlog.count('quarantined', `${queue.name}, unpublishable`, (workspaceId) =>
      countUnpublishable(queue, workspaceId),
    );
  }
  for (const consumer of consumersIn(databases)) {
    backlog.count('quarantined', consumer.name, (workspaceId) => countDeadLetters(consumer, workspaceId));
    // Records on their way are not told apart by workspace.
    backlog.count('consumers', consumer.name, () => transport.lagOf(consumer));
  }
  const waiting = new PostgresWaitingConversions(databases.affiliate);
  backlog.count('parked', 'conversions-without-terms', (id) => waiting.count(idOf('wsp', id)));
};

const queuesIn = ({ main, analytics, affiliate }: DeploymentDatabases): readonly UnpublishedEvents[] => [
  new PostgresOutbox(main, 'catalog'),
  new PostgresOutbox(main, 'attribution'),
  new ClickQueue(main),
  new PostgresOutbox(affiliate, 'affiliate'),
  new DeadLetterQueue({ database: main, schema: 'intake' }),
  new DeadLetterQueue({ database: main, schema: 'attribution' }),
  new DeadLetterQueue({ database: affiliate, schema: 'affiliate' }),
  new DeadLetterQueue({ database: analytics, schema: 'analytics' }),
];

const consumersIn = ({ main, analytics, affiliate }: DeploymentDatabases): readonly KnownConsumer[] => [
  ...providers.map((provider) => ({ ...replayConsumerOf(provider), database: main, schema: 'intake' })),
  { ...redecideConsumer, database: main, schema: 'attribution' },
  { name: affiliateConsumerName, types: affiliateConsumerTypes, database: affiliate, schema: 'affiliate' },
  { name: readTablesConsumerName, types: readTablesTypes, database: analytics, schema: 'analytics' },
];

import { AccrueCommissions, LearnPartner, LearnProgram, ReverseOnRefund } from '@whence/affiliate-application';
import { idOf } from '@whence/affiliate-domain';
import type { EventBody, EventType } from '@whence/contracts-events';
import { OnceOnlyConsumer, type EventConsumer, type OutgoingEvent } from '@whence/platform/outbox';
import type { Database, Transaction } from '@whence/platform/postgres';

import { PostgresUnitOfWork } from '../stores/postgres-unit-of-work.js';
import { UlidIdentities } from '../stores/ulid-identities.js';
import { readConversion, readPartner, readRefund, readTerms } from './read-events.js';

export interface AffiliateConsumerOptions {
  readonly database: Database;
  readonly clock: { now(): number };
}

/** Name of the consumer in `consumed_event` and `dead_letter`. */
export const affiliateConsumerName = 'affiliate';

/** Keeps commissions and ledger in line with what is credited and refunded, and knows the terms and the partners that needs. */
export const affiliateConsumer = ({ database, clock }: AffiliateConsumerOptions): EventConsumer =>
  new OnceOnlyConsumer({
    name: affiliateConsumerName,
    types: affiliateConsumerTypes,
    database,
    schema: 'affiliate',
    apply: (tx, event) => apply({ tx, recordedAt: clock.now() }, event),
  });

interface Moment {
  readonly tx: Transaction;
  readonly recordedAt: number;
}

type Effect<Type extends EventType> = (moment: Moment, body: EventBody<Type>) => Promise<unknown>;

const identities = new UlidIdentities();

const effects = {
  'whence.conversion.attributed.v1': ({ tx, recordedAt }, body) =>
    new AccrueCommissions(new PostgresUnitOfWork(tx), identities).run({
      workspaceId: idOf('wsp', body.workspaceId),
      conversion: readConversion(body),
      recordedAt,
    }),
  'whence.conversion.refunded.v1': ({ tx, recordedAt }, body) =>
    new ReverseOnRefund(new PostgresUnitOfWork(tx), identities).run({
      workspaceId: idOf('wsp', body.workspaceId),
      refund: readRefund(body),
      recordedAt,
    }),
  'whence.program.changed.v1': ({ tx, recordedAt }, body) =>
    new LearnProgram(new PostgresUnitOfWork(tx), identities).run({
      workspaceId: idOf('wsp', body.workspaceId),
      terms: readTerms(body.program),
      recordedAt,
    }),
  'whence.partner.changed.v1': ({ tx }, body) =>
    new LearnPartner(new PostgresUnitOfWork(tx)).run({
      workspaceId: idOf('wsp', body.workspaceId),
      partner: readPartner(body),
    }),
} satisfies { readonly [Type in EventType]?: Effect<Type> };

/** Event types that change commissions, terms or partners. */
export const affiliateConsumerTypes: readonly string[] = Object.keys(effects);

const hasEffect = (type: string): type is keyof typeof effects => Object.hasOwn(effects, type);

const apply = async (moment: Moment, { type, body }: OutgoingEvent): Promise<void> => {
  if (!hasEffect(type)) return;
  // The published schema of a type is the type of its body; what does not fit it throws and becomes a dead letter.
  const effect = effects[type] as (moment: Moment, body: unknown) => Promise<unknown>;
  await effect(moment, body);
};

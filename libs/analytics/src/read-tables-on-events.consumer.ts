import type { EventBody, EventType } from '@whence/contracts-events';
import { OnceOnlyConsumer, type EventConsumer, type OutgoingEvent } from '@whence/platform/outbox';
import type { Database, Transaction } from '@whence/platform/postgres';

import { projectClick } from './projections/clicks.js';
import { projectCommissionAccrued, projectCommissionReversed } from './projections/commissions.js';
import { projectConversationStarted, projectDecision } from './projections/conversations.js';
import { projectConversion } from './projections/conversions.js';
import {
  projectCampaign,
  projectChannelAccount,
  projectLink,
  projectPartner,
  projectProgram,
} from './projections/dimensions.js';
import { projectRefund } from './projections/refunds.js';

type Projection<Type extends EventType> = (tx: Transaction, body: EventBody<Type>) => Promise<void>;

const projections = {
  'whence.click.recorded.v1': projectClick,
  'whence.conversation.started.v1': projectConversationStarted,
  'whence.attribution.decided.v1': projectDecision,
  'whence.attribution.superseded.v1': projectDecision,
  'whence.attribution.finalized.v1': projectDecision,
  'whence.conversion.attributed.v1': projectConversion,
  'whence.conversion.refunded.v1': projectRefund,
  'whence.commission.accrued.v1': projectCommissionAccrued,
  'whence.commission.reversed.v1': projectCommissionReversed,
  'whence.link.changed.v1': projectLink,
  'whence.partner.changed.v1': projectPartner,
  'whence.campaign.changed.v1': projectCampaign,
  'whence.channel-account.changed.v1': projectChannelAccount,
  'whence.program.changed.v1': projectProgram,
} satisfies { readonly [Type in EventType]?: Projection<Type> };

const isProjected = (type: string): type is keyof typeof projections => Object.hasOwn(projections, type);

/** Name of the consumer in `consumed_event` and `dead_letter`. */
export const readTablesConsumerName = 'analytics';

/** Event types that change a read table. */
export const readTablesTypes: readonly string[] = Object.keys(projections);

/** Keeps the read tables: each event counts once, and any order of events ends in the same rows. */
export const readTablesConsumer = (database: Database): EventConsumer =>
  new OnceOnlyConsumer({
    name: readTablesConsumerName,
    types: readTablesTypes,
    database,
    schema: 'analytics',
    apply: project,
  });

const project = async (tx: Transaction, { type, body }: OutgoingEvent): Promise<void> => {
  if (!isProjected(type)) return;
  // The published schema of a type is the type of its body; what does not fit it fails in SQL and becomes a dead letter.
  const projection = projections[type] as (tx: Transaction, body: unknown) => Promise<void>;
  await projection(tx, body);
};

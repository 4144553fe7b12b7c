import type { ChangedNames, RedecideOnCatalogueChange } from '@whence/attribution-application';
import type { LinkId, PartnerId, ProgramId, WorkspaceId } from '@whence/attribution-domain';
import type { EventBodies, EventType } from '@whence/contracts-events';
import { RepeatableConsumer, type EventConsumer, type NamedConsumer } from '@whence/platform/outbox';
import type { Database } from '@whence/platform/postgres';

type CatalogueEvent = Extract<
  EventType,
  | 'whence.link.changed.v1'
  | 'whence.ad.changed.v1'
  | 'whence.coupon.changed.v1'
  | 'whence.partner.changed.v1'
  | 'whence.enrollment.changed.v1'
  | 'whence.program.changed.v1'
>;

/** What evidence may call the thing that changed. */
const namesOf: { readonly [Type in CatalogueEvent]: (body: EventBodies[Type]) => ChangedNames } = {
  'whence.link.changed.v1': ({ link }) => ({
    linkIds: [link.id as LinkId],
    refCodes: [link.refCode],
    textCodes: [link.textCode],
  }),
  'whence.ad.changed.v1': ({ ad }) => ({ adIds: [ad.externalId] }),
  'whence.coupon.changed.v1': ({ coupon }) => ({ couponCodes: [coupon.code.toUpperCase()] }),
  'whence.partner.changed.v1': ({ partner }) => ({ partnerIds: [partner.id as PartnerId] }),
  'whence.enrollment.changed.v1': ({ enrollment }) => ({ partnerIds: [enrollment.partnerId as PartnerId] }),
  'whence.program.changed.v1': ({ program }) => ({ programIds: [program.id as ProgramId] }),
};

/** How the consumer is known. */
export const redecideConsumer: NamedConsumer = { name: 'redecide-on-catalogue-changed', types: Object.keys(namesOf) };

/**
 * An unknown ref that becomes a link's, a word that becomes a coupon's, or a link, ad, coupon, partner or program that changes, is decided about anew. Deciding
 * again from the same evidence changes nothing, so an event that comes twice does no harm.
 */
export const redecideOnCatalogueChanged = (redecide: RedecideOnCatalogueChange, database: Database): EventConsumer =>
  new RepeatableConsumer({
    ...redecideConsumer,
    database,
    schema: 'attribution',
    apply: (event) => {
      const toNames = namesOf[event.type as CatalogueEvent] as (body: unknown) => ChangedNames;
      return redecide.run(event.workspaceId as WorkspaceId, toNames(event.body));
    },
  });

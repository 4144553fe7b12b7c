import {
  Announcements,
  Conversions,
  Decisions,
  SettingsVersions,
  type Announcement,
  type ContactReference,
  type Conversion,
  type ExplainedTouchpoint,
  type NewDecision,
  type TouchpointVersion,
} from '@whence/attribution-application';
import {
  defaultSettings,
  type Attribution,
  type AttributionSettings,
  type ContactId,
  type Instant,
  type TouchpointId,
  type WorkspaceId,
} from '@whence/attribution-domain';

import type { InMemoryState } from './in-memory-state.js';

export class InMemoryDecisions extends Decisions {
  constructor(private readonly state: InMemoryState) {
    super();
  }

  standing(contactIds: readonly ContactId[]): Promise<ReadonlyMap<ContactId, Attribution>> {
    const standing = contactIds.flatMap((contactId): readonly (readonly [ContactId, Attribution])[] => {
      const newest = this.state.decisions.get(contactId)?.at(-1);
      return newest === undefined ? [] : [[contactId, newest]];
    });
    return Promise.resolve(new Map(standing));
  }

  add(decisions: readonly NewDecision[]): Promise<void> {
    for (const { contactId, attribution } of decisions) {
      this.state.decisions.set(contactId, [...(this.state.decisions.get(contactId) ?? []), attribution]);
      const isAwaited = attribution.version === 1 || this.state.awaitedFinality.has(contactId);
      if (isAwaited) this.state.awaitedFinality.set(contactId, attribution.finalAt);
    }
    return Promise.resolve();
  }

  stopAwaiting(contactIds: readonly ContactId[]): Promise<ReadonlySet<ContactId>> {
    return Promise.resolve(new Set(contactIds.filter((contactId) => this.state.awaitedFinality.delete(contactId))));
  }

  explain(touchpoints: readonly ExplainedTouchpoint[]): Promise<readonly TouchpointVersion[]> {
    const contactIds = [...new Set(touchpoints.map(({ contactId }) => contactId))];
    const changed = contactIds.flatMap((contactId) =>
      this.explainOf(
        contactId,
        touchpoints.filter((explained) => explained.contactId === contactId),
      ),
    );
    return Promise.resolve(changed);
  }

  withdraw(ids: readonly TouchpointId[]): Promise<void> {
    for (const [contactId, known] of this.state.touchpoints) {
      const others = known.filter(({ explained }) => !ids.includes(explained.touch.id));
      this.state.touchpoints.set(contactId, others);
    }
    return Promise.resolve();
  }

  private explainOf(contactId: ContactId, touchpoints: readonly ExplainedTouchpoint[]): readonly TouchpointVersion[] {
    const known = this.state.touchpoints.get(contactId) ?? [];
    const kept = touchpoints.map((explained) => {
      const before = known.find((entry) => entry.explained.touch.id === explained.touch.id);
      const isSame = before !== undefined && told(before.explained) === told(explained);
      return { explained, version: isSame ? before.version : (before?.version ?? 0) + 1, isSame };
    });
    const others = known.filter(({ explained }) => !touchpoints.some(({ touch }) => touch.id === explained.touch.id));
    this.state.touchpoints.set(contactId, [...others, ...kept]);
    return kept
      .filter(({ isSame }) => !isSame)
      .map(({ explained, version }) => ({ contactId, touch: explained.touch, version }));
  }
}

const told = ({ touch }: ExplainedTouchpoint): string =>
  JSON.stringify([touch.reference, touch.link?.id, touch.ad?.id]);

export class InMemoryConversions extends Conversions {
  constructor(private readonly state: InMemoryState) {
    super();
  }

  add(conversion: Conversion, reference: ContactReference, fingerprint: string): Promise<Conversion | undefined> {
    const taken = this.state.conversions.some(
      ({ conversion: kept }) =>
        kept.id === conversion.id || (kept.externalId !== undefined && kept.externalId === conversion.externalId),
    );
    if (!taken) this.state.conversions.push({ conversion, reference, fingerprint });
    return Promise.resolve(taken ? undefined : conversion);
  }

  byExternalId(
    externalId: string,
  ): Promise<{ readonly conversion: Conversion; readonly fingerprint: string } | undefined> {
    return Promise.resolve(this.state.conversions.find(({ conversion }) => conversion.externalId === externalId));
  }

  ofContacts({ all, untold }: Parameters<Conversions['ofContacts']>[0]): Promise<readonly Conversion[]> {
    const isOf = (contactIds: readonly ContactId[], { contactId }: Conversion): boolean =>
      contactId !== undefined && contactIds.includes(contactId);
    const owned = this.state.conversions
      .map(({ conversion }) => conversion)
      .filter((kept) => isOf(all, kept) || (isOf(untold, kept) && kept.version === 0));
    return Promise.resolve(
      owned.sort((one, other) => one.occurredAt - other.occurredAt || (one.id < other.id ? -1 : 1)),
    );
  }

  withCoupons(contactIds: readonly ContactId[]): Promise<readonly Conversion[]> {
    return this.ofContacts({ all: contactIds, untold: [] }).then((conversions) =>
      conversions.filter(({ coupon }) => coupon !== undefined),
    );
  }

  claimParked(contactIds: readonly ContactId[]): Promise<void> {
    for (const contactId of contactIds) this.claimFor(contactId);
    return Promise.resolve();
  }

  lockParked(ids: readonly string[]): Promise<readonly Conversion[]> {
    const all = this.state.conversions.map(({ conversion }) => conversion);
    return Promise.resolve(all.filter(({ id, attribution }) => ids.includes(id) && attribution.status === 'parked'));
  }

  keep(conversions: readonly Conversion[]): Promise<void> {
    for (const conversion of conversions) {
      const kept = this.state.conversions.find((entry) => entry.conversion.id === conversion.id);
      if (kept !== undefined) kept.conversion = conversion;
      else this.state.conversions.push({ conversion, reference: {}, fingerprint: conversion.id });
    }
    return Promise.resolve();
  }

  private claimFor(contactId: ContactId): void {
    let claimed: boolean;
    do {
      claimed = false;
      for (const kept of this.state.conversions) {
        const { contactId: owner, attribution } = kept.conversion;
        if (owner !== undefined || attribution.status !== 'parked' || !this.belongsTo(contactId, kept.reference))
          continue;
        kept.conversion = { ...kept.conversion, contactId };
        const { externalUserId } = kept.reference;
        if (externalUserId !== undefined && !this.state.externalUsers.has(externalUserId)) {
          this.state.externalUsers.set(externalUserId, { contactId });
        }
        claimed = true;
      }
    } while (claimed);
  }

  private belongsTo(contactId: ContactId, { channelIdentity, externalUserId }: ContactReference): boolean {
    if (externalUserId !== undefined && this.state.externalUsers.get(externalUserId)?.contactId === contactId)
      return true;
    return (
      channelIdentity !== undefined &&
      this.state.identities.some(
        (kept) => kept.contactId === contactId && kept.identity.value === channelIdentity.participantId,
      ) &&
      this.state.conversations.some(
        (kept) => kept.contactId === contactId && kept.channelAccountId === channelIdentity.channelAccountId,
      )
    );
  }
}

export class InMemorySettingsVersions extends SettingsVersions {
  constructor(private readonly state: InMemoryState) {
    super();
  }

  inForceAt(moments: readonly Instant[]): Promise<readonly AttributionSettings[]> {
    const inForce = (at: Instant) => this.state.settings.findLast(({ effectiveFrom }) => effectiveFrom <= at);
    return Promise.resolve(moments.map((at) => inForce(at)?.settings ?? defaultSettings));
  }

  latest(): Promise<AttributionSettings> {
    return Promise.resolve(this.state.settings.at(-1)?.settings ?? defaultSettings);
  }

  add(settings: AttributionSettings, effectiveFrom: Instant): Promise<boolean> {
    const isFree = !this.state.settings.some((kept) => kept.settings.version === settings.version);
    if (isFree) this.state.settings.push({ settings, effectiveFrom });
    return Promise.resolve(isFree);
  }
}

export class InMemoryAnnouncements extends Announcements {
  constructor(private readonly state: InMemoryState) {
    super();
  }

  add(_workspaceId: WorkspaceId, announcements: readonly Announcement[]): Promise<void> {
    this.state.announced.push(...announcements);
    return Promise.resolve();
  }
}

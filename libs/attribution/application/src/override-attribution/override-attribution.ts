import type {
  ContactId,
  ConversationId,
  LinkId,
  OverrideTarget,
  PartnerId,
  WorkspaceId,
} from '@whence/attribution-domain';

import { decideContact } from '../decide-contacts/decide-contacts.js';
import type { Clock } from '../ports/clock.js';
import type { Stores, UnitOfWork } from '../ports/stores.js';

export interface OverrideAttributionCommand {
  readonly workspaceId: WorkspaceId;
  readonly conversationId: ConversationId;
  readonly target: OverrideTarget;
  /** The partner that was named, beside a link or alone. */
  readonly partnerId?: PartnerId;
  /** In the words of whoever overrides. */
  readonly reason: string;
}

export type OverrideAttributionOutcome =
  | { readonly kind: 'overridden' }
  | { readonly kind: 'unknown-conversation' }
  /** There is no answer yet that could be overridden: the person has not written. */
  | { readonly kind: 'not-opened' }
  | { readonly kind: 'not-the-links-partner' }
  | { readonly kind: 'unknown-reference'; readonly name: 'linkId' | 'partnerId' | 'campaignId' };

export type RevokeOverrideOutcome =
  { readonly kind: 'revoked' } | { readonly kind: 'unknown-conversation' } | { readonly kind: 'no-override' };

/**
 * A person answers in place of the evidence, at any time, for everything the conversation's contact did; another answer
 * replaces the first, and revoking brings back exactly what there would have been (adr/0032).
 */
export class OverrideAttribution {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  run(command: OverrideAttributionCommand): Promise<OverrideAttributionOutcome> {
    const { workspaceId, conversationId, target, reason } = command;
    return this.unitOfWork.run(workspaceId, async (stores) => {
      const contactId = await stores.contacts.answeringFor(conversationId);
      if (contactId === undefined) return { kind: 'unknown-conversation' };
      const refusal = await refusalOf(stores, command);
      if (refusal !== undefined) return refusal;
      await stores.contacts.lock([contactId]);
      if (!(await stores.decisions.standing([contactId])).has(contactId)) return { kind: 'not-opened' };
      const now = this.clock.now();
      await stores.overrides.put(contactId, { ...target, reason, madeAt: now });
      await decideContact(stores, contactId, { workspaceId, now, because: 'overridden' });
      return { kind: 'overridden' };
    });
  }

  revoke(workspaceId: WorkspaceId, conversationId: ConversationId): Promise<RevokeOverrideOutcome> {
    return this.unitOfWork.run(workspaceId, async (stores) => {
      const contactId = await stores.contacts.answeringFor(conversationId);
      if (contactId === undefined) return { kind: 'unknown-conversation' };
      return this.revokeOf(stores, workspaceId, contactId);
    });
  }

  private async revokeOf(
    stores: Stores,
    workspaceId: WorkspaceId,
    contactId: ContactId,
  ): Promise<RevokeOverrideOutcome> {
    await stores.contacts.lock([contactId]);
    if (!(await stores.overrides.revoke(contactId))) return { kind: 'no-override' };
    await decideContact(stores, contactId, { workspaceId, now: this.clock.now(), because: 'override-revoked' });
    return { kind: 'revoked' };
  }
}

/** Everything named must be the workspace's, and a partner named beside a link must be the link's. */
const refusalOf = async (
  stores: Stores,
  command: OverrideAttributionCommand,
): Promise<OverrideAttributionOutcome | undefined> => {
  const { target } = command;
  if (target.kind === 'organic') return undefined;
  const ofLink = target.kind === 'link' ? await refusalOfLink(stores, command, target.linkId) : undefined;
  return ofLink ?? refusalOfNames(stores, command.workspaceId, target);
};

const refusalOfLink = async (
  { catalogue }: Stores,
  { workspaceId, partnerId }: OverrideAttributionCommand,
  linkId: LinkId,
): Promise<OverrideAttributionOutcome | undefined> => {
  const [link] = await catalogue.linksNamed(workspaceId, { linkIds: [linkId], refCodes: [], textCodes: [] });
  if (link === undefined) return { kind: 'unknown-reference', name: 'linkId' };
  return partnerId === undefined || partnerId === link.partnerId ? undefined : { kind: 'not-the-links-partner' };
};

const refusalOfNames = async (
  { catalogue }: Stores,
  workspaceId: WorkspaceId,
  target: Exclude<OverrideTarget, { readonly kind: 'organic' }>,
): Promise<OverrideAttributionOutcome | undefined> => {
  const partnerIds = target.kind === 'partner' ? [target.partnerId] : [];
  const campaignIds = target.campaignId === undefined ? [] : [target.campaignId];
  const known = await catalogue.known(workspaceId, { partnerIds, campaignIds });
  const unknown = [...partnerIds, ...campaignIds].find((id) => !known.has(id));
  if (unknown === undefined) return undefined;
  return { kind: 'unknown-reference', name: unknown.startsWith('prt_') ? 'partnerId' : 'campaignId' };
};

import type {
  CampaignChangedV1,
  ChannelAccountChangedV1,
  LinkChangedV1,
  PartnerChangedV1,
  ProgramChangedV1,
} from '@whence/contracts-events';
import type { Transaction } from '@whence/platform/postgres';

import { keepNewest } from './keep-newest.js';

export const projectLink = (tx: Transaction, { workspaceId, revision, link }: LinkChangedV1): Promise<void> =>
  keepNewest(tx, {
    table: 'link',
    orderedBy: 'revision',
    columns: {
      workspace_id: workspaceId,
      id: link.id,
      revision,
      key: link.key,
      channel: link.channel,
      channel_account_id: link.channelAccountId,
      program_id: link.programId,
      partner_id: link.partnerId,
      campaign_id: link.campaignId,
      status: link.status,
    },
  });

export const projectPartner = (tx: Transaction, { workspaceId, revision, partner }: PartnerChangedV1): Promise<void> =>
  keepNewest(tx, {
    table: 'partner',
    orderedBy: 'revision',
    columns: {
      workspace_id: workspaceId,
      id: partner.id,
      revision,
      name: partner.name,
      kind: partner.kind,
      status: partner.status,
    },
  });

export const projectCampaign = (
  tx: Transaction,
  { workspaceId, revision, campaign }: CampaignChangedV1,
): Promise<void> =>
  keepNewest(tx, {
    table: 'campaign',
    orderedBy: 'revision',
    columns: { workspace_id: workspaceId, id: campaign.id, revision, name: campaign.name, status: campaign.status },
  });

export const projectChannelAccount = (
  tx: Transaction,
  { workspaceId, revision, channelAccount }: ChannelAccountChangedV1,
): Promise<void> =>
  keepNewest(tx, {
    table: 'channel_account',
    orderedBy: 'revision',
    columns: {
      workspace_id: workspaceId,
      id: channelAccount.id,
      revision,
      channel: channelAccount.channel,
      handle: channelAccount.handle,
      status: channelAccount.status,
    },
  });

/** Every version of a program's terms is a row of its own. */
export const projectProgram = (tx: Transaction, { workspaceId, revision, program }: ProgramChangedV1): Promise<void> =>
  keepNewest(tx, {
    table: 'program',
    orderedBy: 'revision',
    columns: {
      workspace_id: workspaceId,
      id: program.id,
      version: program.version,
      revision,
      name: program.name,
      currency: program.currency,
      effective_from: program.effectiveFrom,
    },
  });

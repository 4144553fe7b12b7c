import type { Channel } from '@whence/contracts-events';
import type { MasterKey } from '@whence/platform/crypto';
import { In } from 'typeorm';

import { phoneDigits } from '../redirecting/compile-target.js';
import type { OwnRows } from '../rows/own-rows.js';
import { PartnerIdentityRow } from './partner-identity.row.js';
import type { PartnerIdentityResponse } from './partner.response.js';
import type { PartnerRow } from './partner.row.js';

export interface ParticipantName {
  readonly channel: Channel;
  /** IGSID, PSID, WhatsApp digits or BSUID. */
  readonly participantId: string;
}

/**
 * What a person is compared by, without showing who he is. Deciding makes the same from the sender of a message, so both
 * sides must write a WhatsApp number as its digits.
 */
export const participantPseudonym = (keys: MasterKey, workspaceId: string, name: ParticipantName): string => {
  const { channel, participantId } = canonicalName(name);
  return keys.pseudonym(workspaceId, `${channel}:${participantId}`);
};

/** A WhatsApp number as platforms name it; every other id as it is. */
export const canonicalName = ({ channel, participantId }: ParticipantName): ParticipantName => ({
  channel,
  participantId: (channel === 'whatsapp' ? phoneDigits(participantId) : undefined) ?? participantId,
});

/** The identities of partners, kept hashed and sealed. */
export class PartnerIdentities {
  constructor(private readonly keys: MasterKey) {}

  /** Answers false where the partner had this identity already. */
  async add(own: OwnRows, partnerId: string, name: ParticipantName): Promise<boolean> {
    const { channel, participantId } = canonicalName(name);
    const { workspaceId, at } = own;
    const added = await own.manager
      .createQueryBuilder()
      .insert()
      .into(PartnerIdentityRow)
      .values({
        workspaceId,
        partnerId,
        channel,
        pseudonym: participantPseudonym(this.keys, workspaceId, name),
        sealedParticipantId: this.keys.seal(workspaceId, participantId),
        createdAt: at,
      })
      .orIgnore()
      .returning('pseudonym')
      .execute();
    return (added.raw as readonly unknown[]).length > 0;
  }

  /** The identities of each of these partners, in the order they were added. */
  async of(
    own: OwnRows,
    partners: readonly PartnerRow[],
  ): Promise<ReadonlyMap<string, readonly PartnerIdentityResponse[]>> {
    const { workspaceId } = own;
    const rows =
      partners.length === 0
        ? []
        : await own.manager.find(PartnerIdentityRow, {
            where: { workspaceId, partnerId: In(partners.map(({ id }) => id)) },
            order: { createdAt: 'ASC', pseudonym: 'ASC' },
          });
    return new Map(
      partners.map(({ id }) => [
        id,
        rows.filter(({ partnerId }) => partnerId === id).map((row) => this.toResponse(row)),
      ]),
    );
  }

  private toResponse({ workspaceId, channel, sealedParticipantId }: PartnerIdentityRow): PartnerIdentityResponse {
    return { channel, participantId: this.keys.open(workspaceId, sealedParticipantId).toString('utf8') };
  }
}

import {
  stopWaiting,
  waitedForSince,
  waitsUntil,
  type ContactId,
  type ConversionId,
  type Instant,
  type WorkspaceId,
} from '@whence/attribution-domain';

import { conversionAttributed } from '../decide-contacts/follow-attributions.js';
import { inEachWorkspace } from '../in-each-workspace.js';
import type { Announcement } from '../ports/announcements.js';
import type { KnownContact } from '../ports/contacts.js';
import type { Conversion } from '../ports/conversions.js';
import type { ParkedConversion, ParkedConversions } from '../ports/parked-conversions.js';
import type { UnitOfWork } from '../ports/stores.js';

export interface GiveUpParkedConversionsCommand {
  readonly now: Instant;
}

export interface GiveUpParkedConversionsOutcome {
  /** How many conversions were given up. */
  readonly givenUp: number;
  /** Whether there may be more whose time has come. */
  readonly isFinished: boolean;
}

export const conversionsTogetherMax = 100;

/**
 * Conversions whose contact did not appear, or did not write, for as long as they are parked at most are unattributed for
 * good, whoever appears afterwards (adr/0028). A unit of work for each workspace.
 */
export class GiveUpParkedConversions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly parkedConversions: ParkedConversions,
  ) {}

  async run({ now }: GiveUpParkedConversionsCommand): Promise<GiveUpParkedConversionsOutcome> {
    const parked = await this.parkedConversions.heardOfBy(waitedForSince(now), conversionsTogetherMax);
    const givenUp = await inEachWorkspace(parked, (workspaceId, together) => this.giveUp(workspaceId, together, now));
    // Where none was given up although its time has come, others are busy with it: there is no use in trying at once.
    return { givenUp, isFinished: givenUp === 0 };
  }

  private giveUp(workspaceId: WorkspaceId, parked: readonly ParkedConversion[], now: Instant): Promise<number> {
    return this.unitOfWork.run(workspaceId, async (stores) => {
      const contacts = await stores.contacts.lock(contactsOf(parked));
      const waiting = await stores.conversions.lockParked(parked.map(({ conversionId }) => conversionId));
      // One that got its contact after somebody looked is decided under that contact's lock, which is not held here.
      const held = waiting.filter(
        ({ contactId }) => contactId === undefined || contacts.some(({ id }) => id === contactId),
      );
      const givenUp = held.map(giveUp);
      await stores.conversions.keep(givenUp);
      await stores.announcements.add(
        workspaceId,
        givenUp.map((conversion) => announcementOf(conversion, contacts)),
        now,
      );
      return givenUp.length;
    });
  }
}

const contactsOf = (parked: readonly ParkedConversion[]): readonly ContactId[] => [
  ...new Set(parked.flatMap(({ contactId }) => contactId ?? [])),
];

const giveUp = (conversion: Conversion): Conversion => ({
  ...conversion,
  attribution: stopWaiting(conversion.contactId),
  version: conversion.version + 1,
  isFinal: true,
  finalAt: waitsUntil(conversion.receivedAt),
});

const announcementOf = (conversion: Conversion, contacts: readonly KnownContact[]): Announcement => {
  const contact = contacts.find(({ id }) => id === conversion.contactId);
  return contact === undefined
    ? { kind: 'conversion-attributed', conversion, contactId: someoneNeverSeen(conversion.id) }
    : conversionAttributed(conversion, contact);
};

/** Events name a contact. Whoever was never seen has a name that is this conversion's alone (adr/0028). */
const someoneNeverSeen = (conversionId: ConversionId): ContactId => conversionId.replace('cvn_', 'ctc_') as ContactId;

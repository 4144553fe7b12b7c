import { wasWaitedForInVain, type Attribution, type Instant } from '@whence/attribution-domain';

import { answer, type Answer } from '../decide-contacts/answer.js';
import { attributeOne } from '../decide-contacts/attribute-one.js';
import type { Occasion } from '../decide-contacts/decide-contacts.js';
import type { Dossier } from '../decide-contacts/gather-dossiers.js';
import type { Conversion } from '../ports/conversions.js';

/** Nothing was final then: whatever stands is asked about again. */
const beforeFinality: Instant = 0;

const occasion: Occasion = { workspaceId: 'wsp_', now: beforeFinality, because: 'asked-again' };

/** What the dossier would come to if nothing were final yet. */
export const answerAnew = (dossier: Dossier): Answer => answer(dossier, occasion);

/**
 * A conversion as it would be said of now; one of a person who has not written waits. What was said of one that waited in
 * vain was said for good.
 */
export const attributeAnew = (
  conversion: Conversion,
  dossier: Dossier,
  attribution: Attribution | undefined,
): Conversion => {
  if (wasWaitedForInVain(conversion.attribution)) return conversion;
  return attribution === undefined
    ? { ...conversion, attribution: { status: 'parked' } }
    : attributeOne(conversion, { dossier, contact: dossier.contact, attribution, isNew: false }, occasion);
};

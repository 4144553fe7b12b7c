import type { MasterKey } from '@whence/platform/crypto';

import { sealDelivery, type SealedDelivery } from '../store/sealed-delivery.js';
import type { CaughtUpDelivery } from './catch-up-source.js';
import type { ClaimedCatchUp } from './catch-ups.js';

const contentType = 'application/json';

/** What was found, as a delivery of its connection: under an id that tells what it is, so that it is stored once. */
export const toDelivery = (
  keys: MasterKey,
  { workspaceId, connectionId }: ClaimedCatchUp,
  { event, address, body, receivedAt }: CaughtUpDelivery & { readonly receivedAt: number },
): SealedDelivery => {
  const connection = { id: connectionId, workspaceId };
  const headers = { 'content-type': contentType, 'x-whence-event': event };
  return {
    ...sealDelivery(keys, { connection, body, headers, receivedAt }),
    // Keyed: an address is a digest of ids that could be guessed.
    id: `dlv_${keys.mac('catch-up', `${connectionId} ${address}`).toString('base64url')}`,
  };
};

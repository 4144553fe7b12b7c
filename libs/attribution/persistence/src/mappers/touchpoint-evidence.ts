import type { DeliveredReference, Touchpoint, TypedReference } from '@whence/attribution-domain';
import { onlyKnown } from '@whence/signals';

/** What a touchpoint shows as its evidence: the names in our words, and the platform's object as it was delivered. */
export interface TouchpointEvidence {
  readonly ref?: string;
  readonly clickId?: string;
  readonly linkId?: string;
  readonly adId?: string;
  readonly sourceId?: string;
  readonly ctwaClid?: string;
  readonly textCode?: string;
  readonly clickPart?: string;
  readonly damagedCode?: string;
  readonly coupon?: string;
  readonly delivered?: Readonly<Record<string, unknown>>;
}

export const evidenceOf = (touch: Touchpoint): TouchpointEvidence => {
  const { reference } = touch;
  switch (reference.kind) {
    case 'delivered':
      return deliveredEvidence(touch, reference);
    case 'typed':
      return typedEvidence(touch, reference);
    case 'coupon':
      return onlyKnown({ coupon: touch.coupon?.code ?? reference.given });
  }
};

const typedEvidence = ({ link, click }: Touchpoint, reference: TypedReference): TouchpointEvidence => {
  if (reference.isDamaged) return { damagedCode: reference.code };
  return {
    textCode: reference.code,
    ...onlyKnown({ linkId: link?.id, clickId: click?.id, clickPart: reference.clickPart }),
  };
};

const deliveredEvidence = ({ link, ad }: Touchpoint, reference: DeliveredReference): TouchpointEvidence => ({
  ...onlyKnown({
    ref: reference.ref,
    clickId: reference.token?.clickId,
    linkId: link?.id,
    adId: ad?.id,
    sourceId: reference.adId,
    ctwaClid: reference.ctwaClid,
  }),
  delivered: reference.delivered,
});

import type { DeliveredReference } from '../touchpoint/reference.js';
import { earnerOf } from '../touchpoint/touchpoint.js';
import { allowed, refused, type Answer, type EligibilityRule } from './verdict.js';

export const refIsKnown: EligibilityRule = {
  name: 'ref-is-known',
  judge: ({ touch }) => {
    const { reference } = touch;
    if (earnerOf(touch) !== undefined) return allowed;
    switch (reference.kind) {
      case 'delivered':
        return judgeDelivered(reference);
      case 'typed':
        return reference.isDamaged ? allowed : refused('unknown-ref');
      case 'coupon':
        return refused('unknown-coupon');
    }
  },
};

const judgeDelivered = ({ ref, adId }: DeliveredReference): Answer => {
  if (adId !== undefined) return refused('unknown-ad');
  return ref === undefined ? allowed : refused('unknown-ref');
};

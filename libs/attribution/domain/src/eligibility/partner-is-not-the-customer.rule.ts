import { earnerOf } from '../touchpoint/touchpoint.js';
import { allowed, refused, type EligibilityRule } from './verdict.js';

export const partnerIsNotTheCustomer: EligibilityRule = {
  name: 'partner-is-not-the-customer',
  judge: ({ touch, contact }) => {
    const partnerIdentities = earnerOf(touch)?.standing?.identities ?? [];
    const isSelf = partnerIdentities.some((owned) =>
      contact.some(
        (known) => known.channel === owned.channel && known.participantPseudonym === owned.participantPseudonym,
      ),
    );
    return isSelf ? refused('self-referral') : allowed;
  },
};

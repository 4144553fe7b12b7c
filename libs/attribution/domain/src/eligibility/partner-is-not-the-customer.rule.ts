import { allowed, refused, type EligibilityRule } from './verdict.js';

export const partnerIsNotTheCustomer: EligibilityRule = {
  name: 'partner-is-not-the-customer',
  judge: ({ touch, contact }) => {
    const partnerIdentities = (touch.link ?? touch.ad)?.standing?.identities ?? [];
    const isSelf = partnerIdentities.some((owned) =>
      contact.some(
        (known) => known.channel === owned.channel && known.participantPseudonym === owned.participantPseudonym,
      ),
    );
    return isSelf ? refused('self-referral') : allowed;
  },
};

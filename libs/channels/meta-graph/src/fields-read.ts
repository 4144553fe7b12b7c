/** Webhook fields whose events are read, as far as each kind of account can subscribe to them. */
export const fieldsRead = {
  messenger: [
    'messages',
    'message_echoes',
    'messaging_postbacks',
    'messaging_referrals',
    'messaging_optins',
    'standby',
  ],
  /** With Instagram Login; through a Page it is the Page that is subscribed. */
  instagram: ['messages', 'message_echoes', 'messaging_postbacks', 'messaging_referral', 'messaging_optins', 'standby'],
} as const;

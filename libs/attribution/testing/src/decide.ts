import {
  defaultSettings,
  resolve,
  type AdFacts,
  type AttributionSettings,
  type ChannelIdentity,
  type ClickFacts,
  type Decision,
} from '@whence/attribution-domain';

import type { LinkBuilder } from './link.builder.js';
import type { SignalBuilder } from './signal.builder.js';

/** What the catalogue holds in a test, and who the contact is. */
export interface Given {
  readonly links?: readonly LinkBuilder[];
  readonly ads?: readonly AdFacts[];
  readonly clicks?: readonly ClickFacts[];
  readonly contact?: readonly ChannelIdentity[];
  readonly settings?: Partial<AttributionSettings>;
}

/** Decides from these signals, in the order given. */
export const decide = (signals: readonly SignalBuilder[], given: Given = {}): Decision | undefined =>
  resolve({
    copies: signals.map((signal) => signal.build()),
    contact: given.contact ?? [],
    facts: {
      links: (given.links ?? []).map((link) => link.build()),
      ads: given.ads ?? [],
      clicks: given.clicks ?? [],
    },
    settings: { ...defaultSettings, ...given.settings },
  });

/** The answer in a few words, for comparing: `credited to ANNA by click_token`, `organic`, `unattributed: damaged`. */
export const answer = (decision: Decision | undefined): string => {
  if (decision === undefined) return 'not opened';
  switch (decision.status) {
    case 'credited':
      return `credited to ${nameOf(decision.credits[0])} by ${decision.matchType}`;
    case 'organic':
      return 'organic';
    case 'unattributed':
      return `unattributed: ${decision.reason}`;
  }
};

const nameOf = (credit: { readonly partnerId?: string; readonly campaignId?: string }): string =>
  credit.partnerId?.replace('prt_', '') ?? `campaign ${credit.campaignId?.replace('cmp_', '') ?? 'none'}`;

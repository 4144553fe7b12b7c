import type { Channel } from '@whence/signals';

import { given } from '../fields/kept.response.js';
import type { AccountAddress } from './compile-target.js';

/** All that a redirect needs to know of a link; times in UTC ms. */
export interface RedirectLink {
  readonly workspaceId: string;
  readonly linkId: string;
  readonly key: string;
  readonly channelAccountId: string;
  readonly channel: Channel;
  readonly refCode: string;
  readonly textCode: string;
  readonly message?: string;
  /** Leads people to the account, by `compileTarget`. */
  readonly account: AccountAddress;
  readonly accountIsActive: boolean;
  readonly activeFrom: number;
  readonly expiresAt?: number;
  readonly disabledAt?: number;
}

/** Whether the link leads people somewhere at `at` (UTC ms). */
export const leadsAnywhere = (link: RedirectLink, at: number): boolean =>
  link.accountIsActive &&
  link.disabledAt === undefined &&
  link.activeFrom <= at &&
  (link.expiresAt === undefined || at < link.expiresAt);

/** As the view `catalog.redirect_link` shows it. */
export interface RedirectLinkRow {
  readonly workspace_id: string;
  readonly link_id: string;
  readonly key: string;
  readonly channel_account_id: string;
  readonly channel: Channel;
  readonly handle: string;
  readonly meta_id: string | null;
  readonly phone: string | null;
  readonly account_status: string;
  readonly ref_code: string;
  readonly text_code: string;
  readonly message: string | null;
  readonly active_from: Date;
  readonly expires_at: Date | null;
  readonly disabled_at: Date | null;
}

export const toRedirectLink = (row: RedirectLinkRow): RedirectLink => ({
  workspaceId: row.workspace_id,
  linkId: row.link_id,
  key: row.key,
  channelAccountId: row.channel_account_id,
  channel: row.channel,
  refCode: row.ref_code,
  textCode: row.text_code,
  account: { channel: row.channel, handle: row.handle, ...given({ metaId: row.meta_id, phone: row.phone }) },
  accountIsActive: row.account_status === 'active',
  activeFrom: row.active_from.getTime(),
  ...given({
    message: row.message,
    expiresAt: row.expires_at?.getTime(),
    disabledAt: row.disabled_at?.getTime(),
  }),
});

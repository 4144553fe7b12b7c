import type { Channel, ConversionAttributedV1, ConversionCredit, Credit, Money } from '@whence/contracts-events';
import type { OutgoingEvent } from '@whence/platform/outbox';

import { anEvent } from './an-event.js';

const id = (prefix: string, number: number): string => `${prefix}_${String(number).padStart(26, '0')}`;

/** The brand's people and links: the same ids in every workspace, so that a leak between two would show. */
export const anna = id('prt', 1);
export const ben = id('prt', 2);
export const summer = id('cmp', 1);
export const winter = id('cmp', 2);
export const annasLink = id('lnk', 1);
export const bensLink = id('lnk', 2);
export const openLink = id('lnk', 3);

export const annasCredit: Credit = {
  partnerId: anna,
  campaignId: summer,
  linkId: annasLink,
  shareMillionths: 1_000_000,
};
export const bensCredit: Credit = { partnerId: ben, campaignId: winter, linkId: bensLink, shareMillionths: 1_000_000 };

/** Both, in equal shares. */
export const sharedCredits: readonly Credit[] = [annasCredit, bensCredit].map((credit) => ({
  ...credit,
  shareMillionths: 500_000,
}));

export const money = (amountMinor: number, currency = 'BRL'): Money => ({ amountMinor: String(amountMinor), currency });

/** Minutes after ten o'clock on the day everything happens. */
export const at = (minutes: number): string => new Date(Date.UTC(2026, 10, 2, 10, minutes)).toISOString();

interface Link {
  readonly linkId: string;
  readonly channel: Channel;
  readonly partnerId?: string;
  readonly campaignId?: string;
  readonly revision?: number;
}

interface Decided {
  readonly version?: number;
  readonly credits?: readonly Credit[];
  readonly openedAt?: string;
  readonly channel?: Channel;
}
type Converted = Partial<Omit<ConversionAttributedV1, 'credits'>> & { readonly credits?: readonly ConversionCredit[] };
type Posted = {
  readonly partnerId: string;
  readonly amount: Money;
  readonly kind?: 'accrued' | 'reversed';
  /** Which refund reversed it. */
  readonly refund?: number;
} & Partial<Credit>;

interface Refunded {
  /** The number of the conversion. */
  readonly of: number;
  readonly amount: Money;
  readonly toDate: Money;
}

/** Tells what happens in one workspace, as events that the published schemas admit. */
export class Brand {
  constructor(private readonly workspaceId: string) {}

  link({ linkId, channel, revision = 1, ...names }: Link): OutgoingEvent {
    return anEvent('whence.link.changed.v1', {
      workspaceId: this.workspaceId,
      revision,
      link: {
        ...names,
        id: linkId,
        channel,
        key: `key-${linkId.slice(-1)}`,
        refCode: `REF${linkId.slice(-1)}`,
        textCode: 'WH-K7M4Q2C',
        channelAccountId: id('cha', 1),
        activeFrom: at(0),
        status: 'active',
      },
    });
  }

  click(
    number: number,
    linkId: string,
    visitor: { readonly person: string } | { readonly robot: string },
  ): OutgoingEvent {
    const [kind, visitorId] =
      'person' in visitor ? (['person', visitor.person] as const) : (['robot', visitor.robot] as const);
    return anEvent('whence.click.recorded.v1', {
      workspaceId: this.workspaceId,
      clickId: id('clk', number),
      linkId,
      occurredAt: at(number),
      visitor: { kind },
      clientClass: 'instagram-in-app',
      visitorId,
    });
  }

  started(number: number, channel: Channel, openedAt = at(number)): OutgoingEvent {
    return anEvent('whence.conversation.started.v1', {
      workspaceId: this.workspaceId,
      conversationId: id('cnv', number),
      contactId: id('ctc', number),
      channel,
      channelAccountId: id('cha', 1),
      openedAt,
    });
  }

  /** Organic without credits. */
  decided(number: number, decided: Decided): OutgoingEvent {
    const { openedAt = at(number), channel = 'instagram', version = 1, credits = [] } = decided;
    return anEvent(version === 1 ? 'whence.attribution.decided.v1' : 'whence.attribution.superseded.v1', {
      workspaceId: this.workspaceId,
      contactId: id('ctc', number),
      conversationId: id('cnv', number),
      channel,
      channelAccountId: id('cha', 1),
      openedAt,
      attribution: {
        ...(credits.length === 0 ? { status: 'organic' } : { status: 'credited', matchType: 'click_token' }),
        version,
        isFinal: false,
        finalAt: at(600),
        decidedAt: at(number + 1),
        credits,
      },
      because: 'evidence-arrived',
    });
  }

  converted(number: number, { credits = [], ...conversion }: Converted): OutgoingEvent {
    return anEvent('whence.conversion.attributed.v1', {
      workspaceId: this.workspaceId,
      conversionId: id('cvn', number),
      version: 1,
      type: 'sale',
      occurredAt: at(number),
      contactId: id('ctc', number),
      status: credits.length > 0 ? 'attributed' : 'unattributed',
      ...(credits.length > 0 ? {} : { reason: 'organic' }),
      isFinal: false,
      credits,
      ...conversion,
    });
  }

  /** The conversion's refunds so far come to `toDate`, of which this one gave back `amount`. */
  refunded(number: number, { of, amount, toDate }: Refunded): OutgoingEvent {
    return anEvent('whence.conversion.refunded.v1', {
      workspaceId: this.workspaceId,
      conversionId: id('cvn', of),
      refundId: id('rfd', number),
      refundExternalId: `refund-${number}`,
      occurredAt: at(number),
      amount,
      refundedToDate: toDate,
      conversionAmount: toDate,
    });
  }

  commission(number: number, posted: Posted): OutgoingEvent {
    const { partnerId, amount, kind = 'accrued', refund, linkId, campaignId } = posted;
    return anEvent(`whence.commission.${kind}.v1`, {
      workspaceId: this.workspaceId,
      commissionId: id('com', number),
      partnerId,
      programId: id('prg', 1),
      programVersion: 1,
      conversionId: id('cvn', number),
      conversionVersion: 1,
      on: 'sale',
      amount,
      occurredAt: at(number),
      dueAt: at(number + 600),
      ...(linkId === undefined ? {} : { linkId }),
      ...(campaignId === undefined ? {} : { campaignId }),
      channel: 'instagram',
      ...(refund === undefined ? {} : { refundId: id('rfd', refund), refundedAt: at(refund) }),
      ledgerTransactionId: id('ltx', (kind === 'accrued' ? 0 : 100) + (refund ?? number)),
    });
  }
}

import { money, type AttributedConversion, type Credit } from '@whence/affiliate-domain';

import { firstDay, idFor, minor, onDay } from './names.js';

/** Who gets a share, such as `{ name: 'ANNA', percent: 40, link: 'STORY' }`. */
export interface Share {
  readonly name: string;
  readonly percent: number;
  readonly link?: string;
}

const program = 'CREATORS';
const finalizationDays = 8;

/** A valid conversion that can be changed word by word: `aSale().of('19.99', 'EUR').by('ANNA')`. */
export class ConversionBuilder implements AttributedConversion {
  readonly id!: AttributedConversion['id'];
  readonly version!: number;
  readonly type!: AttributedConversion['type'];
  readonly occurredAt!: number;
  readonly amount!: AttributedConversion['amount'];
  readonly contactId!: AttributedConversion['contactId'];
  readonly channel!: AttributedConversion['channel'];
  readonly finalAt!: number;
  readonly credits!: readonly Credit[];

  private constructor(facts: AttributedConversion) {
    Object.assign(this, facts);
  }

  static of(type: AttributedConversion['type']): ConversionBuilder {
    return new ConversionBuilder({
      id: idFor('cvn', type),
      version: 1,
      type,
      occurredAt: firstDay,
      amount: undefined,
      contactId: idFor('ctc', 'EVE'),
      channel: 'whatsapp',
      finalAt: onDay(finalizationDays),
      credits: [],
    });
  }

  called(name: string): ConversionBuilder {
    return this.with({ id: idFor('cvn', name) });
  }

  inVersion(version: number): ConversionBuilder {
    return this.with({ version });
  }

  from(contact: string): ConversionBuilder {
    return this.with({ contactId: idFor('ctc', contact) });
  }

  of(amount: string, currency: string): ConversionBuilder {
    return this.with({ amount: money(minor(amount), currency) });
  }

  on(day: number): ConversionBuilder {
    return this.with({ occurredAt: onDay(day) });
  }

  finalOn(day: number): ConversionBuilder {
    return this.with({ finalAt: onDay(day) });
  }

  /** The whole credit goes to one partner, under the first version of the default program. */
  by(partner: string): ConversionBuilder {
    return this.sharedBy({ name: partner, percent: 100 });
  }

  sharedBy(...shares: readonly Share[]): ConversionBuilder {
    return this.with({ credits: shares.map(creditOf) });
  }

  /** The partners credited so far earn under another program, or another version of its terms. */
  under(name: string, programVersion = 1): ConversionBuilder {
    const programId = idFor('prg', name);
    return this.with({
      credits: this.credits.map((credit) => ({
        ...credit,
        earner: credit.earner && { ...credit.earner, programId, programVersion },
      })),
    });
  }

  creditedTo(...credits: readonly Credit[]): ConversionBuilder {
    return this.with({ credits });
  }

  byNobody(): ConversionBuilder {
    return this.with({ credits: [] });
  }

  private with(change: Partial<AttributedConversion>): ConversionBuilder {
    return new ConversionBuilder({ ...this, ...change });
  }
}

export const anOpening = (): ConversionBuilder => ConversionBuilder.of('opening');
export const aLead = (): ConversionBuilder => ConversionBuilder.of('lead');
export const aSale = (): ConversionBuilder => ConversionBuilder.of('sale').of('100.00', 'EUR');

const creditOf = ({ name, percent, link = name }: Share): Credit => ({
  shareMillionths: percent * 10_000,
  earner: { partnerId: idFor('prt', name), programId: idFor('prg', program), programVersion: 1 },
  linkId: idFor('lnk', link),
  campaignId: undefined,
  adId: undefined,
});

import type {
  AdFacts,
  ChannelAccountId,
  ChannelIdentity,
  ClickFacts,
  ClickId,
  Instant,
  LinkFacts,
  LinkId,
  PartnerId,
  ProgramId,
  ProgramTerms,
} from '@whence/attribution-domain';

import { anAccount } from './ids.js';

const windowDaysDefault = 30;

/** A link of a partner, active ever since: `aLink('ANNA').expiringAt(…)`. */
export const aLink = (name: string): LinkBuilder => new LinkBuilder(name, {});

export class LinkBuilder {
  constructor(
    readonly name: string,
    private readonly changes: Partial<LinkFacts>,
    private readonly isInCampaign = true,
  ) {}

  get id(): LinkId {
    return `lnk_${this.name}`;
  }

  get refCode(): string {
    return `${this.name}10`;
  }

  /** What the person would type; a test code, not one with a real check character. */
  get textCode(): string {
    return `WH-${this.name}`;
  }

  get partnerId(): PartnerId {
    return `prt_${this.name}`;
  }

  get programId(): ProgramId {
    return `prg_${this.name}`;
  }

  withWindowDays(windowDays: number): LinkBuilder {
    return this.with({ terms: [{ ...this.firstTerms, windowDays }] });
  }

  /** The program pays for inferred matches too. */
  payingInferred(): LinkBuilder {
    return this.with({ terms: [{ ...this.firstTerms, paysInferred: true }] });
  }

  /** The program pays for inferred matches from its second version on. */
  payingInferredFrom(at: Instant): LinkBuilder {
    const later = { ...this.firstTerms, version: 2, effectiveFrom: at, paysInferred: true };
    return this.with({ terms: [this.firstTerms, later] });
  }

  /** The program keeps the text of messages that name it. */
  keepingTexts(keepMessageTextDays: number): LinkBuilder {
    return this.with({ terms: [{ ...this.firstTerms, keepMessageTextDays }] });
  }

  /** The program keeps the text of messages from its second version on. */
  keepingTextsFrom(at: Instant, keepMessageTextDays: number): LinkBuilder {
    const later = { ...this.firstTerms, version: 2, effectiveFrom: at, keepMessageTextDays };
    return this.with({ terms: [this.firstTerms, later] });
  }

  onAccount(channelAccountId: ChannelAccountId): LinkBuilder {
    return this.with({ channelAccountId });
  }

  activeFrom(at: Instant): LinkBuilder {
    return this.with({ activeFrom: at });
  }

  expiringAt(at: Instant): LinkBuilder {
    return this.with({ expiresAt: at });
  }

  disabledAt(at: Instant): LinkBuilder {
    return this.with({ disabledAt: at });
  }

  inCampaign(name: string): LinkBuilder {
    return this.with({ campaignId: `cmp_${name}` });
  }

  withoutCampaign(): LinkBuilder {
    return new LinkBuilder(this.name, this.changes, false);
  }

  whosePartnerEndedAt(at: Instant): LinkBuilder {
    return this.with({ standing: { partnerActiveFrom: 0, partnerEndedAt: at, enrolledFrom: 0, identities: [] } });
  }

  whosePartnerNeverEnrolled(): LinkBuilder {
    return this.with({ standing: { partnerActiveFrom: 0, identities: [] } });
  }

  whoseEnrollmentEndedAt(at: Instant): LinkBuilder {
    return this.with({ standing: { partnerActiveFrom: 0, enrolledFrom: 0, enrollmentEndedAt: at, identities: [] } });
  }

  whosePartnerOwns(identity: ChannelIdentity): LinkBuilder {
    return this.with({ standing: { partnerActiveFrom: 0, enrolledFrom: 0, identities: [identity] } });
  }

  build(): LinkFacts {
    const base: LinkFacts = {
      id: this.id,
      channelAccountId: anAccount,
      refCode: this.refCode,
      textCode: this.textCode,
      ...(this.isInCampaign ? { campaignId: `cmp_${this.name}` as const } : {}),
      partnerId: this.partnerId,
      programId: this.programId,
      activeFrom: 0,
      standing: { partnerActiveFrom: 0, enrolledFrom: 0, identities: [] },
      terms: [this.firstTerms],
    };
    return { ...base, ...this.changes };
  }

  private get firstTerms(): ProgramTerms {
    return { programId: this.programId, version: 1, effectiveFrom: 0, windowDays: windowDaysDefault };
  }

  private with(changes: Partial<LinkFacts>): LinkBuilder {
    return new LinkBuilder(this.name, { ...this.changes, ...changes }, this.isInCampaign);
  }
}

/** A person's click on a link. */
export const aClick = (link: LinkBuilder, clickedAt: Instant): ClickFacts => ({
  id: clickIdOf(link, clickedAt),
  linkId: link.id,
  clickedAt,
  clickPart: clickPartOf(clickedAt),
  visitor: 'person',
});

export const aRobotsClick = (link: LinkBuilder, clickedAt: Instant): ClickFacts => ({
  ...aClick(link, clickedAt),
  visitor: 'robot',
});

/** A click that was minted to try the link out. */
export const aTestClick = (link: LinkBuilder, clickedAt: Instant): ClickFacts => ({
  ...aRobotsClick(link, clickedAt),
  isTest: true,
});

export const clickIdOf = (link: LinkBuilder, clickedAt: Instant): ClickId => `clk_${link.name}${clickedAt}`;

export const clickPartOf = (clickedAt: Instant): string => `P${clickedAt}`;

/** An ad that is mapped to a campaign. */
export const anAd = (externalId: string, campaign: string): AdFacts => ({
  id: `ad_${externalId}`,
  externalId,
  campaignId: `cmp_${campaign}`,
  terms: [],
});

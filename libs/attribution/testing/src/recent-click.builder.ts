import type { DeviceClass, Instant, RecentClick } from '@whence/attribution-domain';

import { aClick, type LinkBuilder } from './link.builder.js';

/** A person's click that led to no conversation yet: `aRecentClick(anna, time('09:59')).from('ios').asking('pt-BR')`. */
export const aRecentClick = (link: LinkBuilder, clickedAt: Instant): RecentClickBuilder =>
  new RecentClickBuilder({ ...aClick(link, clickedAt), isMatched: false });

export class RecentClickBuilder {
  constructor(private readonly click: RecentClick) {}

  from(deviceClass: DeviceClass): RecentClickBuilder {
    return this.with({ deviceClass });
  }

  /** The language the browser asks for. */
  asking(language: string): RecentClickBuilder {
    return this.with({ language });
  }

  byARobot(): RecentClickBuilder {
    return this.with({ visitor: 'robot' });
  }

  matched(): RecentClickBuilder {
    return this.with({ isMatched: true });
  }

  build(): RecentClick {
    return this.click;
  }

  private with(changes: Partial<RecentClick>): RecentClickBuilder {
    return new RecentClickBuilder({ ...this.click, ...changes });
  }
}

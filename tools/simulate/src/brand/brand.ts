import type { Channel } from '../people/story.js';
import type { Run } from './run.js';

export type Provider = 'zernio' | 'meta-graph' | 'whatsapp-cloud';

/** The small brand that a run sets up. */
export interface Brand {
  readonly run: Run;
  readonly connections: Readonly<Record<Provider, Connection>>;
  readonly accounts: Readonly<Record<Channel, Account>>;
  readonly terms: Terms;
  /** In the order in which people are planned for them. */
  readonly partners: readonly Partner[];
  readonly ad: Ad;
}

export interface Connection {
  readonly webhookUrl: string;
  readonly secret: string;
}

export interface Account {
  readonly id: string;
  readonly handle: string;
  /** Instagram account, Page, or phone number id. */
  readonly platformId: string;
  readonly zernioId: string;
  /** WhatsApp only. */
  readonly wabaId?: string;
  readonly phone?: string;
}

export interface Terms {
  readonly programId: string;
  readonly currency: string;
  readonly leadMinor: bigint;
  readonly saleBasisPoints: bigint;
}

export interface Partner {
  readonly id: string;
  readonly name: string;
  readonly links: Readonly<Record<Channel, Link>>;
}

export interface Link {
  readonly id: string;
  readonly shortUrl: string;
  readonly campaignId: string;
}

export interface Ad {
  readonly id: string;
  /** The platform's. */
  readonly externalId: string;
  readonly campaignId: string;
}

import {
  ChangeAttributionSettings,
  OverrideAttribution,
  RecordConversion,
  RecordRefund,
  RecordSignals,
  RedecideOnCatalogueChange,
  type Fingerprints,
  type UnitOfWork,
} from '@whence/attribution-application';
import type { ChannelAccountId, Instant, LinkFacts, WorkspaceId } from '@whence/attribution-domain';
import type { ConversationSignal, MessageReceived, ParticipantIdentity, Provider, ThreadOpened } from '@whence/signals';

import { connectionOf } from './ids.js';
import { FixedClock, InMemoryUnitOfWork, PlainFingerprints } from './in-memory/in-memory-unit-of-work.js';
import { time } from './times.js';

export const theWorkspace: WorkspaceId = 'wsp_00000000000000000000000001';
export const instagramAccount: ChannelAccountId = 'cha_000000000000000000000NSTA1';

/** What a person wrote on Instagram, as a translator would say it. */
export const aSignal = (
  changes: Partial<MessageReceived> & { readonly at: Instant; readonly by?: string },
): MessageReceived => {
  const { at, by = '8800000000000021', ...rest } = changes;
  return {
    kind: 'message-received',
    form: 'message',
    channel: 'instagram',
    account: { kind: 'metaId', value: '17841400000000501' },
    participant: [igsid(by)],
    occurredAt: { at, precisionMs: 1, clock: 'platform' },
    isReadable: true,
    isForwarded: false,
    ...rest,
  };
};

/** A referral into a thread, without a message. */
export const aThreadOpening = (at: Instant, ref: string, by = '8800000000000021'): ThreadOpened => ({
  kind: 'thread-opened',
  channel: 'instagram',
  account: { kind: 'metaId', value: '17841400000000501' },
  participant: [igsid(by)],
  occurredAt: { at, precisionMs: 1, clock: 'platform' },
  referral: referralTo(ref),
});

export const referralTo = (ref: string): NonNullable<MessageReceived['referral']> => ({
  ref,
  source: 'SHORTLINKS',
  type: 'OPEN_THREAD',
  isProduct: false,
  delivered: { ref, source: 'SHORTLINKS', type: 'OPEN_THREAD' },
});

const igsid = (value: string): ParticipantIdentity => ({ kind: 'igsid', value });

export interface Delivery {
  readonly through?: Provider;
  readonly receivedAt?: Instant;
  readonly signals: readonly ConversationSignal[];
}

const toReceived = ({ through = 'meta-graph', receivedAt = time('11:00'), signals }: Delivery) => ({
  connectionId: connectionOf(through),
  provider: through,
  receivedAt,
  signals: signals.map((signal) => ({ signal, channelAccountId: instagramAccount })),
});

/** The use cases over any unit of work, with a clock that stands still. */
export class ApplicationWorld {
  readonly clock = new FixedClock(time('12:00'));
  readonly recordConversion: RecordConversion;
  readonly redecide: RedecideOnCatalogueChange;
  readonly override: OverrideAttribution;
  readonly recordRefund: RecordRefund;
  readonly changeSettings: ChangeAttributionSettings;
  private readonly recordSignals: RecordSignals;

  constructor(unitOfWork: UnitOfWork, fingerprints: Fingerprints = new PlainFingerprints()) {
    this.recordSignals = new RecordSignals(unitOfWork, this.clock, fingerprints);
    this.recordConversion = new RecordConversion(unitOfWork, this.clock, fingerprints);
    this.redecide = new RedecideOnCatalogueChange(unitOfWork, this.clock);
    this.override = new OverrideAttribution(unitOfWork, this.clock);
    this.recordRefund = new RecordRefund(unitOfWork, this.clock, fingerprints);
    this.changeSettings = new ChangeAttributionSettings(unitOfWork, this.clock);
  }

  /** All of them together. */
  async deliver(...deliveries: readonly Delivery[]): Promise<void> {
    await this.recordSignals.run({
      workspaceId: theWorkspace,
      deliveries: deliveries.map(toReceived),
    });
  }
}

/** The use cases in memory, for a brand on Instagram that has these links. */
export const aWorldWith = (
  ...links: readonly LinkFacts[]
): { readonly work: InMemoryUnitOfWork; readonly world: ApplicationWorld } => {
  const work = new InMemoryUnitOfWork();
  work.state.accounts.push({ id: instagramAccount, handle: 'brand' });
  work.state.links.push(...links);
  return { work, world: new ApplicationWorld(work) };
};

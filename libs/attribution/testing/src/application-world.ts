import {
  ChangeAttributionSettings,
  JoinContacts,
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
import { FixedClock, InMemoryUnitOfWork } from './in-memory/in-memory-unit-of-work.js';
import { PlainFingerprints } from './in-memory/plain-fingerprints.js';
import { plainLanguageOf } from './in-memory/plain-language-of.js';
import { time } from './times.js';

export const theWorkspace: WorkspaceId = 'wsp_00000000000000000000000001';
export const instagramAccount: ChannelAccountId = 'cha_000000000000000000000NSTA1';
export const whatsAppAccount: ChannelAccountId = 'cha_000000000000000000000WHAT1';

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

/** What somebody with these ids wrote on WhatsApp, which stamps whole seconds. */
export const onWhatsAppBy = (
  participant: MessageReceived['participant'],
  changes: Partial<MessageReceived> & { readonly at: Instant },
): MessageReceived => ({
  ...aSignal(changes),
  channel: 'whatsapp',
  account: { kind: 'phoneNumberId', value: '402000000000002' },
  participant,
  occurredAt: { at: changes.at, precisionMs: 1000, clock: 'platform' },
});

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

const accountOf = ({ channel }: ConversationSignal): ChannelAccountId =>
  channel === 'whatsapp' ? whatsAppAccount : instagramAccount;

const toReceived = ({ through = 'meta-graph', receivedAt = time('11:00'), signals }: Delivery) => ({
  connectionId: connectionOf(through),
  provider: through,
  receivedAt,
  signals: signals.map((signal) => ({ signal, channelAccountId: accountOf(signal) })),
});

/** The use cases over any unit of work, with a clock that stands still. */
export class ApplicationWorld {
  readonly clock = new FixedClock(time('12:00'));
  readonly recordConversion: RecordConversion;
  readonly redecide: RedecideOnCatalogueChange;
  readonly override: OverrideAttribution;
  readonly recordRefund: RecordRefund;
  readonly changeSettings: ChangeAttributionSettings;
  readonly joinContacts: JoinContacts;
  private readonly recordSignals: RecordSignals;

  constructor(unitOfWork: UnitOfWork, fingerprints: Fingerprints = new PlainFingerprints()) {
    this.recordSignals = new RecordSignals(unitOfWork, this.clock, { fingerprints, languageOf: plainLanguageOf });
    this.recordConversion = new RecordConversion(unitOfWork, this.clock, fingerprints);
    this.redecide = new RedecideOnCatalogueChange(unitOfWork, this.clock);
    this.override = new OverrideAttribution(unitOfWork, this.clock);
    this.recordRefund = new RecordRefund(unitOfWork, this.clock, fingerprints);
    this.joinContacts = new JoinContacts(unitOfWork, this.clock);
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

/** The use cases in memory, for a brand on Instagram and WhatsApp that has these links. */
export const aWorldWith = (
  ...links: readonly LinkFacts[]
): { readonly work: InMemoryUnitOfWork; readonly world: ApplicationWorld } => {
  const work = new InMemoryUnitOfWork();
  work.state.accounts.push(
    { id: instagramAccount, channel: 'instagram', handle: 'brand' },
    { id: whatsAppAccount, channel: 'whatsapp', handle: '+1 555 0001111' },
  );
  work.state.links.push(...links);
  return { work, world: new ApplicationWorld(work) };
};

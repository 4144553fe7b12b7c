import { createHmac } from 'node:crypto';

import { signaturesMatch } from '@whence/platform/crypto';
import type { AccountReference, ConversationSignal, Translation } from '@whence/signals';

import type { ChannelAdapter, DeliveredSignals, SignalBatch } from '../src/index.js';
import { referenceName } from '../src/index.js';

/** A delivery of the smallest provider there could be. */
export interface Postcards {
  readonly cards?: readonly { readonly id: string; readonly to: string; readonly text?: string }[];
  readonly illegible?: readonly string[];
  readonly advertising?: readonly string[];
}

export const signatureHeader = 'x-postcard-signature';

export const sign = (body: string | Uint8Array, secret: string): string =>
  createHmac('sha256', secret).update(body).digest('hex');

/** Stands in for a channel: each card is a message to the account `to`. */
export const postcardAdapter: ChannelAdapter = {
  provider: 'zernio',
  isAuthentic: (body, headers, secrets) => signaturesMatch(body, headers[signatureHeader] ?? '', secrets),
  translate: (payload): Translation => {
    const { cards = [], illegible = [], advertising = [] } = payload as Postcards;
    return {
      signals: cards.map(({ id, to, text = 'hello' }) => aMessage(id, accountNamed(to), text)),
      unreadable: illegible.map((path) => ({ path, reason: 'illegible' })),
      ignored: advertising,
    };
  },
};

/** It has learnt to read what the other one cannot: each illegible place is a message to the brand. */
export const newerPostcardAdapter: ChannelAdapter = {
  ...postcardAdapter,
  translate: (payload) => {
    const { cards = [], illegible = [], ...rest } = payload as Postcards;
    const read = illegible.map((id) => ({ id, to: 'brand' }));
    return postcardAdapter.translate({ ...rest, cards: [...cards, ...read] });
  },
};

export const accountNamed = (value: string): AccountReference => ({ kind: 'zernioAccountId', value });

const aMessage = (id: string, account: AccountReference, text: string): ConversationSignal => ({
  kind: 'message-received',
  form: 'message',
  channel: 'instagram',
  account,
  participant: [{ kind: 'igsid', value: '8800000000000023' }],
  occurredAt: { at: 1_790_000_000_000, precisionMs: 1, clock: 'platform' },
  platformMessageId: id,
  isReadable: true,
  isForwarded: false,
  text,
});

/** Remembers messages by their id, as a recorder must, and fails where it was told to. */
export class RecordBook {
  readonly messages = new Map<string, DeliveredSignals & Pick<SignalBatch, 'workspaceId'>>();
  runs = 0;
  /** Runs before each recording. */
  beforeRecording: () => Promise<void> = () => Promise.resolve();
  private readonly failures = new Map<string, Error[]>();
  private readonly breaks = new Map<string, Error>();

  /** The next recordings of a batch with this message fail like this, one after the other. */
  failOn(messageId: string, ...errors: readonly Error[]): void {
    this.failures.set(messageId, [...errors]);
  }

  /** The next recording of this message takes effect, and yet fails: the connection broke before the answer. */
  breakAfterRecording(messageId: string, error: Error): void {
    this.breaks.set(messageId, error);
  }

  readonly record = async (batch: SignalBatch): Promise<void> => {
    await this.beforeRecording();
    this.runs += 1;
    const told = batch.deliveries.flatMap((delivery) =>
      delivery.signals.map(({ signal }) => ({ id: String(signal.platformMessageId), delivery })),
    );
    const ids = told.map(({ id }) => id);
    for (const id of ids) {
      const failure = this.failures.get(id)?.shift();
      if (failure !== undefined) return Promise.reject(failure);
    }
    for (const { id, delivery } of told) this.messages.set(id, { workspaceId: batch.workspaceId, ...delivery });
    const broken = ids.map((id) => this.breaks.get(id)).find((error) => error !== undefined);
    this.breaks.clear();
    return broken === undefined ? Promise.resolve() : Promise.reject(broken);
  };
}

/** Channel accounts by workspace and reference. */
export class AccountBook {
  private readonly ids = new Map<string, string>();
  /** Runs before each answer: for what happens between two look-ups. */
  beforeAnswer: () => Promise<void> = () => Promise.resolve();

  register(workspaceId: string, to: string, channelAccountId: string): void {
    this.ids.set(`${workspaceId} ${referenceName(accountNamed(to))}`, channelAccountId);
  }

  readonly find = async (
    _tx: unknown,
    workspaceId: string,
    references: readonly AccountReference[],
  ): Promise<ReadonlyMap<string, string>> => {
    const known = references.map(referenceName).flatMap((name) => {
      const id = this.ids.get(`${workspaceId} ${name}`);
      return id === undefined ? [] : [[name, id] as const];
    });
    await this.beforeAnswer();
    return new Map(known);
  };
}

import type { Transaction } from '@whence/platform/postgres';
import type { AccountReference, ConversationSignal, Provider, Translation } from '@whence/signals';

/** Request headers under lower-case names. */
export type HeaderValues = Readonly<Record<string, string | undefined>>;

/** What intake needs to know about one provider. Each channel library exports one. */
export interface ChannelAdapter {
  readonly provider: Provider;
  /** Whether the provider signed exactly these bytes with one of the secrets; no secret, no. */
  isAuthentic(body: Uint8Array, headers: HeaderValues, secrets: readonly string[]): boolean;
  /** Pure, and never throws: what cannot be read is named in the translation. */
  translate(payload: unknown): Translation;
}

/** A signal, and the channel account of ours that its reference stands for. */
export interface AddressedSignal {
  readonly signal: ConversationSignal;
  readonly channelAccountId: string;
}

/** Deliveries of one workspace that are recorded together. */
export interface SignalBatch {
  readonly workspaceId: string;
  readonly deliveries: readonly DeliveredSignals[];
}

/** The signals of one delivery, or some of them. */
export interface DeliveredSignals {
  readonly connectionId: string;
  readonly provider: Provider;
  /** UTC milliseconds at which the delivery was taken in. */
  readonly receivedAt: number;
  readonly signals: readonly AddressedSignal[];
}

/** Records a batch, all of it or nothing; the same signals again, in whatever batches, change nothing. */
export interface SignalRecorder {
  (batch: SignalBatch): Promise<void>;
}

/** Channel accounts of one workspace by `referenceName`; a reference nobody registered is missing from the answer. */
export interface AccountDirectory {
  (tx: Transaction, workspaceId: string, references: readonly AccountReference[]): Promise<ReadonlyMap<string, string>>;
}

/** `kind:value`, the one way a reference is written as text. */
export const referenceName = ({ kind, value }: AccountReference): string => `${kind}:${value}`;

import type { ConversationId, Instant } from '@whence/attribution-domain';

/** What a person wrote in one message, as long as a program wants it kept. */
export interface MessageText {
  readonly signalKey: string;
  readonly conversationId: ConversationId;
  readonly text: string;
  /** In the platform's own copy, not in a vendor's. */
  readonly isPlatforms: boolean;
  readonly keptUntil: Instant;
}

/** Texts of messages, each once. Nobody reads them to decide. */
export abstract class MessageTexts {
  /** Of one message the first copy's text stays, unless the platform's own comes after a vendor's; the last `keptUntil` counts. */
  abstract keep(texts: readonly MessageText[]): Promise<void>;

  /** Those of these signals, where there are any. */
  abstract drop(signalKeys: readonly string[]): Promise<void>;
}

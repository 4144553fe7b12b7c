import { textKeptUntil, type Instant, type Signal, type Touchpoint } from '@whence/attribution-domain';

import type { MessageText } from '../ports/message-texts.js';
import type { ArrivedEvidence } from './decide-contacts.js';

/** What a message said, as one copy of it tells. */
export type ArrivedText = Pick<MessageText, 'signalKey' | 'text' | 'isPlatforms'>;

/** What becomes of the texts that have just arrived. */
export interface ArrivedTexts {
  readonly kept: readonly MessageText[];
  /** Signals whose text may have been kept before it was known that somebody else wrote it. */
  readonly forwarded: readonly string[];
}

export interface TextsInTheirPlace {
  readonly arrived: ArrivedEvidence | undefined;
  /** With all of their copies. */
  readonly signals: readonly Signal[];
  /** Of all of these signals. */
  readonly touches: readonly Touchpoint[];
  readonly now: Instant;
}

/** A text is kept where the message itself names a program that wants it, and for nothing that comes to be known later. */
export const textsToKeep = ({ arrived, signals, touches, now }: TextsInTheirPlace): ArrivedTexts => {
  if (arrived === undefined) return { kept: [], forwarded: [] };
  const { signalKeys, texts } = arrived;
  const arrivedSignals = signals.filter(({ key }) => signalKeys.includes(key));
  const kept = arrivedSignals.flatMap((signal): readonly MessageText[] => {
    const told = textOf(signal, texts);
    if (told === undefined) return [];
    const keptUntil = textKeptUntil(touches.filter(({ signalKey }) => signalKey === signal.key));
    if (keptUntil === undefined || keptUntil <= now) return [];
    return [{ ...told, conversationId: signal.conversationId, keptUntil }];
  });
  const isKept = (key: string) => kept.some(({ signalKey }) => signalKey === key);
  const forwarded = arrivedSignals.filter(({ isForwarded, key }) => isForwarded && !isKept(key)).map(({ key }) => key);
  return { kept, forwarded };
};

/** The platform's own copy knows better than a vendor's what was written. */
const textOf = ({ key }: Signal, texts: readonly ArrivedText[]): ArrivedText | undefined => {
  const told = texts.filter(({ signalKey }) => signalKey === key);
  return told.find(({ isPlatforms }) => isPlatforms) ?? told[0];
};

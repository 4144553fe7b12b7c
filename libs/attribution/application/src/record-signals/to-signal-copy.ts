import type { ConversationId, Reference, SignalCopy, WorkspaceId } from '@whence/attribution-domain';
import { findCouponCodes, findTextCodes } from '@whence/codes';
import { onlyKnown, type ConversationSignal, type ProviderReferral } from '@whence/signals';

import type { Fingerprints } from '../ports/fingerprints.js';
import type { TextReading } from '../ports/text-reading.js';
import type { SignalOfDelivery } from './record-signals.js';

/**
 * What is kept of a signal: its facts and what it names. The text itself is not kept, only the codes found in it, a keyed
 * digest, one of each word that may be a coupon's, and what language it seems to be in.
 */
export const toSignalCopy = (
  { signal, channelAccountId, delivery }: SignalOfDelivery,
  context: {
    readonly workspaceId: WorkspaceId;
    readonly conversationId: ConversationId;
    readonly reading: TextReading;
  },
): SignalCopy => {
  const { workspaceId, conversationId, reading } = context;
  const { fingerprints } = reading;
  const key = signalKey(signal, channelAccountId, (content) => fingerprints.of(workspaceId, content));
  const identify = (content: string) => fingerprints.touchpointId(workspaceId, `${key} ${content}`);
  const references = referencesIn(signal, { workspaceId, identify, fingerprints });
  return {
    key,
    kind: signal.kind,
    channel: signal.channel,
    channelAccountId,
    conversationId,
    provider: delivery.provider,
    connectionId: delivery.connectionId,
    occurredAt: signal.occurredAt,
    receivedAt: delivery.receivedAt,
    isReadable: signal.kind === 'message-received' && signal.isReadable,
    isForwarded: signal.kind === 'message-received' && signal.isForwarded,
    ...digestOfText(signal, (text) => fingerprints.of(workspaceId, `text ${text}`)),
    ...(references.length > 0 ? {} : languageOfText(signal, reading)),
    references,
  };
};

/** Of messages that name nothing: where anything is named, nobody guesses. */
const languageOfText = (signal: ConversationSignal, { languageOf }: TextReading): Pick<SignalCopy, 'language'> => {
  const text = signal.kind === 'message-received' ? signal.text : undefined;
  return onlyKnown({ language: text === undefined ? undefined : languageOf(text) });
};

const digestOfText = (signal: ConversationSignal, digest: (text: string) => string): Pick<SignalCopy, 'textDigest'> =>
  signal.kind === 'message-received' && signal.text !== undefined ? { textDigest: digest(signal.text) } : {};

/**
 * The platform's message id joins copies; without one, what the signal says of whom and when does. Only as a digest: a
 * message id of WhatsApp's has the person's phone number in it. Nothing that was drawn here goes into it, because equal
 * touches win by their keys, and drawn ids would make that a matter of chance.
 */
const signalKey = (
  signal: ConversationSignal,
  channelAccountId: string,
  digest: (content: string) => string,
): string => {
  const name = `${channelAccountId} ${signal.kind}`;
  if (signal.platformMessageId !== undefined) return `${name} ${messageName(signal.platformMessageId, digest)}`;
  const referral = 'referral' in signal ? signal.referral : undefined;
  const refersTo = [referral?.ref, referral?.adId, referral?.ctwaClid];
  const content = JSON.stringify([signal.participant[0], refersTo, signal.occurredAt.at]);
  return `${name} digest:${digest(content)}`;
};

const messageName = (platformMessageId: string, digest: (content: string) => string): string =>
  `id:${digest(`message ${platformMessageId}`)}`;

/** The keys under which a message is known, whoever wrote it. */
export const keysOfMessage = (
  channelAccountId: string,
  platformMessageId: string,
  digest: (content: string) => string,
): readonly string[] =>
  (['message-received', 'business-wrote'] as const).map(
    (kind) => `${channelAccountId} ${kind} ${messageName(platformMessageId, digest)}`,
  );

interface ReadingTools {
  readonly workspaceId: WorkspaceId;
  readonly identify: (content: string) => Reference['id'];
  readonly fingerprints: Fingerprints;
}

const referencesIn = (signal: ConversationSignal, tools: ReadingTools): readonly Reference[] => {
  if (signal.kind === 'thread-opened') return delivered(signal.referral, tools);
  if (signal.kind !== 'message-received') return [];
  return [...delivered(signal.referral, tools), ...typed(signal.text, tools), ...coupons(signal.text, tools)];
};

const delivered = (
  referral: ProviderReferral | undefined,
  { identify, fingerprints }: ReadingTools,
): readonly Reference[] => {
  if (referral === undefined) return [];
  const token = referral.ref === undefined ? undefined : fingerprints.readClickToken(referral.ref);
  return [
    {
      kind: 'delivered',
      id: identify('referral'),
      ...(referral.ref === undefined ? {} : { ref: referral.ref }),
      ...(token === undefined ? {} : { token }),
      ...(referral.adId === undefined ? {} : { adId: referral.adId }),
      ...(referral.ctwaClid === undefined ? {} : { ctwaClid: referral.ctwaClid }),
      isProduct: referral.isProduct,
      delivered: referral.delivered,
    },
  ];
};

const typed = (text: string | undefined, { identify }: ReadingTools): readonly Reference[] => {
  if (text === undefined) return [];
  const { codes, damaged } = findTextCodes(text);
  return [
    ...codes.map(({ code, clickPart }) => ({
      kind: 'typed' as const,
      id: identify(`code ${code}`),
      code,
      ...(clickPart === undefined ? {} : { clickPart }),
      isDamaged: false,
    })),
    ...damaged.map((code) => ({ kind: 'typed' as const, id: identify(`damaged ${code}`), code, isDamaged: true })),
  ];
};

/** Whether any of these words is a coupon's the catalogue says whenever it is decided, and of the others nothing is to be read. */
const coupons = (
  text: string | undefined,
  { workspaceId, identify, fingerprints }: ReadingTools,
): readonly Reference[] =>
  text === undefined
    ? []
    : findCouponCodes(text).map((code) => ({
        kind: 'coupon' as const,
        id: identify(`coupon ${code}`),
        fingerprint: fingerprints.coupon(workspaceId, code),
      }));

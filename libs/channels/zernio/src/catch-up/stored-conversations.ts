import { asRecord, idOf, instantOf } from '@whence/platform/json';
import type { AccountReference } from '@whence/signals';
import { caughtUpOf } from './caught-up.js';
import type { CaughtUp } from './caught-up.js';
import { ConversationsApi } from './conversations-api.js';
import type { Listed } from './conversations-api.js';
import type { StoredConversationPayload, StoredMessagePayload } from './stored.dto.js';
import { storedTimeOf } from './stored-message.js';

export interface StoredRequest {
  readonly apiKey: string;
  readonly account: AccountReference;
  /** UTC milliseconds: what was there before was caught up with already, or is history. */
  readonly since: number;
  /** Where the page before ended. */
  readonly position?: string | undefined;
  readonly signal: AbortSignal;
}

/** One page of what was found, however it ended; what was found counts in any case. */
export interface StoredFound {
  readonly found: readonly CaughtUp[];
  readonly ended: Ended;
}

export type Ended =
  /** `position`: there is more, from there on. `hasGaps`: some conversation could not be read. */
  | { readonly kind: 'page'; readonly position?: string; readonly hasGaps: boolean }
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number }
  | { readonly kind: 'position-lost' }
  | { readonly kind: 'not-ours' }
  | { readonly kind: 'refused'; readonly cause: string };

/** Nobody writes five hundred messages between two looks; the rest of them would decide nothing. */
const messagePagesMax = 5;
const badRequest = 400;
/** A conversation that is gone, or that nobody can ask for, will not be there the next time. */
const nothingOf: ReadonlySet<number | undefined> = new Set([400, 404, 410]);
/** The key is good, and the account is none of its customer's. */
const notOursWith: ReadonlySet<number | undefined> = new Set([403, 404]);

/** What Zernio has stored of an account's conversations, those with the newest changes first. */
export const storedConversations = ({ baseUrl }: { readonly baseUrl: string }) => ({
  async find(request: StoredRequest): Promise<StoredFound> {
    const api = new ConversationsApi({ apiKey: request.apiKey, baseUrl, signal: request.signal });
    const listed = await api.conversations({ accountId: request.account.value, cursor: request.position });
    if (listed.kind !== 'page') return { found: [], ended: refusalOf(listed, request) };
    const threads = await readThreads(api, listed.items, request);
    return { found: threads.found, ended: endOf(listed, threads, request) };
  },
});

type Refusal = Exclude<Listed, { kind: 'page' }>;
type Page = Extract<Listed, { kind: 'page' }>;

interface Threads {
  readonly found: readonly CaughtUp[];
  readonly hasGaps: boolean;
  /** Where they stop: at one that has not changed since, or because of a rate limit. */
  readonly stop?: 'unchanged' | Extract<Refusal, { kind: 'rate-limited' }>;
}

const readThreads = async (
  api: ConversationsApi,
  items: readonly unknown[],
  request: StoredRequest,
): Promise<Threads> => {
  const found: CaughtUp[] = [];
  let hasGaps = false;
  for (const conversation of items.map((item) => asRecord<StoredConversationPayload>(item) ?? {})) {
    // Newest first: whatever comes now was there at the last look.
    if (isBefore(conversation.updatedTime, request.since)) return { found, hasGaps, stop: 'unchanged' };
    if (!isOf(request.account, conversation)) continue;
    const read = await messagesOf(api, conversation, request);
    if (read.kind === 'rate-limited') return { found, hasGaps, stop: read };
    if (read.kind === 'refused') hasGaps ||= !nothingOf.has(read.status);
    else found.push(...caughtUpOf(threadOf(conversation, read.messages, request), request.since));
  }
  return { found, hasGaps };
};

const endOf = ({ nextCursor }: Page, { hasGaps, stop }: Threads, { position }: StoredRequest): Ended => {
  if (typeof stop === 'object') return stop;
  if (stop === 'unchanged' || nextCursor === undefined) return { kind: 'page', hasGaps };
  // The same place again would be found for ever.
  if (nextCursor === position) return { kind: 'refused', cause: 'no-next-page' };
  return { kind: 'page', position: nextCursor, hasGaps };
};

const isOf = ({ value }: AccountReference, { accountId }: StoredConversationPayload): boolean =>
  (idOf(accountId) ?? value) === value;

const threadOf = (
  conversation: StoredConversationPayload,
  messages: readonly StoredMessagePayload[],
  { account }: StoredRequest,
) => ({ conversation: { ...conversation, accountId: account.value }, messages });

interface Messages {
  readonly kind: 'messages';
  readonly messages: readonly StoredMessagePayload[];
}

/** Those since the beginning of the window. */
const messagesOf = async (
  api: ConversationsApi,
  conversation: StoredConversationPayload,
  { account, since }: StoredRequest,
): Promise<Messages | Refusal> => {
  const conversationId = idOf(conversation.id);
  const messages: StoredMessagePayload[] = [];
  let cursor: string | undefined;
  for (let page = 0; conversationId !== undefined && page < messagePagesMax; page += 1) {
    const listed = await api.messages(conversationId, { accountId: account.value, cursor });
    if (listed.kind !== 'page') return listed;
    const told = listed.items.map((item) => asRecord<StoredMessagePayload>(item) ?? {});
    messages.push(...told.filter((message) => !isEarlier(message, since)));
    cursor = listed.nextCursor;
    if (cursor === undefined || told.every((message) => isEarlier(message, since))) break;
  }
  return { kind: 'messages', messages };
};

const refusalOf = (refusal: Refusal, { position }: StoredRequest): Ended => {
  if (refusal.kind === 'rate-limited') return refusal;
  // Zernio does not say how long a place in a list is kept.
  if (refusal.status === badRequest && position !== undefined) return { kind: 'position-lost' };
  return notOursWith.has(refusal.status) ? { kind: 'not-ours' } : { kind: 'refused', cause: refusal.cause };
};

/** What has no readable time is looked at, and the worker says what is wrong with it. */
const isEarlier = (message: StoredMessagePayload, since: number): boolean =>
  (storedTimeOf(message)?.at ?? since) < since;

const isBefore = (time: unknown, since: number): boolean => (instantOf(time)?.at ?? since) < since;

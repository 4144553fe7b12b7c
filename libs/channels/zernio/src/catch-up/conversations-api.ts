import { Zernio, ZernioApiError } from '@zernio/node';
import { asItems, asRecord, idOf, instantOf, textOf } from '@whence/platform/json';
import type { Unproven } from '@whence/platform/json';
import { onlyKnown } from '@whence/signals';
import { bodyOf, boundedTransport } from '../bounded-transport.js';
import type { Transport } from '../bounded-transport.js';
import type { FailedAccountPayload, PageMetaPayload, PagePayload, PaginationPayload } from './stored.dto.js';

/** A page of one of Zernio's lists, or why there is none. */
export type Listed =
  | { readonly kind: 'page'; readonly items: readonly unknown[]; readonly nextCursor?: string }
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number }
  /** `cause` is a status or a code, never what was said: a message may quote the key. */
  | { readonly kind: 'refused'; readonly status?: number; readonly cause: string };

export interface ListRequest {
  readonly accountId: string;
  readonly cursor?: string | undefined;
}

export interface ConversationsApiOptions {
  readonly apiKey: string;
  readonly baseUrl: string;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
}

export const conversationsPerPage = 25;
/** The most that Zernio gives. */
export const messagesPerPage = 100;
const requestMs = 30_000;
/** Where a rate limit does not say how long it lasts. */
const retryAfterMsDefault = 60_000;
const retryAfterMsMax = 3_600_000;

type Ask = (inbox: Inbox, transport: Transport) => Promise<unknown>;

/** What is used of the client. Its own types lean on a package that does not come with it, and say nothing here. */
interface Inbox {
  listInboxConversations(options: Transport & { readonly query: object }): Promise<unknown>;
  getInboxConversationMessages(
    options: Transport & { readonly path: { readonly conversationId: string }; readonly query: object },
  ): Promise<unknown>;
}

/** Reads what Zernio has stored of one customer's conversations, through Zernio's own client. Never throws. */
export class ConversationsApi {
  private readonly inbox: Inbox;

  constructor(private readonly options: ConversationsApiOptions) {
    this.inbox = new Zernio({ apiKey: options.apiKey, baseURL: options.baseUrl }).messages;
  }

  /** Those with the newest changes first. */
  async conversations({ accountId, cursor }: ListRequest): Promise<Listed> {
    const query = { accountId, sortOrder: 'desc' as const, limit: conversationsPerPage, ...onlyKnown({ cursor }) };
    const answer = await this.ask((inbox, transport) => inbox.listInboxConversations({ query, ...transport }));
    if (answer.kind !== 'answer') return answer;
    return failureOf(answer.body, accountId) ?? pageOf(answer.body, answer.body.data);
  }

  /** The newest first. */
  async messages(conversationId: string, { accountId, cursor }: ListRequest): Promise<Listed> {
    const query = { accountId, sortOrder: 'desc' as const, limit: messagesPerPage, ...onlyKnown({ cursor }) };
    const answer = await this.ask((inbox, transport) =>
      inbox.getInboxConversationMessages({ path: { conversationId }, query, ...transport }),
    );
    return answer.kind === 'answer' ? pageOf(answer.body, answer.body.messages) : answer;
  }

  private async ask(ask: Ask): Promise<Exclude<Listed, { kind: 'page' }> | Answer> {
    let headers = new Headers();
    const signal = AbortSignal.any([this.options.signal, AbortSignal.timeout(requestMs)]);
    const transport = boundedTransport(signal, (received) => (headers = received));
    try {
      return answerOf(await ask(this.inbox, transport));
    } catch (error) {
      if (!(error instanceof ZernioApiError)) return { kind: 'refused', cause: nameOf(error) };
      if (error.isRateLimited()) return { kind: 'rate-limited', retryAfterMs: retryAfterMsOf(headers) };
      return { kind: 'refused', status: error.statusCode, cause: String(error.statusCode) };
    }
  }
}

interface Answer {
  readonly kind: 'answer';
  readonly body: PagePayload;
}

const answerOf = (answer: unknown): Answer | Exclude<Listed, { kind: 'page' }> => {
  const body = asRecord<PagePayload>(bodyOf(answer));
  return body === undefined ? { kind: 'refused', cause: 'unreadable-answer' } : { kind: 'answer', body };
};

const pageOf = (body: PagePayload, list: unknown): Listed => {
  if (!Array.isArray(list)) return { kind: 'refused', cause: 'no-list' };
  const { hasMore, nextCursor } = asRecord<PaginationPayload>(body.pagination) ?? {};
  return {
    kind: 'page',
    items: list,
    ...onlyKnown({ nextCursor: hasMore === false ? undefined : textOf(nextCursor) }),
  };
};

/** An answer of 200 may say that the account could not be asked: then the empty list tells nothing. */
const failureOf = (body: PagePayload, accountId: string): Listed | undefined => {
  const meta = asRecord<PageMetaPayload>(body.meta) ?? {};
  const failed = accountIn(meta.failedAccounts, accountId);
  if (failed === undefined) {
    return accountIn(meta.accountsSkipped, accountId) && { kind: 'refused', cause: 'account-skipped' };
  }
  const seconds = Number(failed.retryAfter ?? 0);
  return seconds > 0
    ? { kind: 'rate-limited', retryAfterMs: Math.min(seconds * 1000, retryAfterMsMax) }
    : { kind: 'refused', cause: 'account-failed' };
};

const accountIn = (accounts: unknown, accountId: string): FailedAccountPayload | undefined =>
  asItems(accounts)
    .map((account) => asRecord<FailedAccountPayload>(account))
    .find((account) => idOf(account?.accountId) === accountId);

/** `Retry-After` in seconds or as a date; else when Zernio's own header says that the limit starts anew. */
const retryAfterMsOf = (headers: Headers): number => {
  const after = headers.get('retry-after');
  const seconds = Number(after ?? NaN);
  const at = Date.parse(after ?? '') || instantOf(headers.get('x-ratelimit-reset'))?.at;
  const served = Date.parse(headers.get('date') ?? '');
  const ms = Number.isFinite(seconds) ? seconds * 1000 : (at ?? NaN) - served;
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, retryAfterMsMax) : retryAfterMsDefault;
};

/** Of an error the system's code or the name: its message names addresses. */
const nameOf = (error: unknown): string => {
  const { name, cause } = asRecord<Unproven<'name' | 'cause'>>(error) ?? {};
  return textOf(asRecord(cause)?.['code']) ?? textOf(name) ?? 'failed';
};

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** As Zernio lists it. */
export interface ServedMessage {
  readonly id: string;
  readonly message: string;
  readonly senderId: string;
  readonly direction: 'incoming' | 'outgoing';
  readonly createdAt: string;
}

export interface ServedConversation {
  readonly id: string;
  readonly platform: 'instagram' | 'facebook' | 'whatsapp';
  readonly accountId: string;
  readonly participantId: string;
  readonly updatedTime: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly messages: readonly ServedMessage[];
}

const conversationsPath = '/api/v1/inbox/conversations';
const messagesPath = /^\/api\/v1\/inbox\/conversations\/([^/]+)\/messages$/;
const limitMax = 100;

/** Plays Zernio's API: authentication, accounts of a key, pages with cursors, rate limits. */
export class ZernioServer {
  /** What was asked, without the host. */
  readonly asked: string[] = [];
  private readonly server: Server;
  private conversations: readonly ServedConversation[] = [];
  private readonly keys = new Map<string, readonly string[]>();
  private readonly broken = new Set<string>();
  private limited: { left: number; retryAfterSeconds: number } = { left: 0, retryAfterSeconds: 0 };

  constructor() {
    this.server = createServer((request, response) => this.answer(request, response));
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/api`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  admit(key: string, ...accountIds: readonly string[]): void {
    this.keys.set(key, accountIds);
  }

  has(...conversations: readonly ServedConversation[]): void {
    const ids = new Set(conversations.map(({ id }) => id));
    this.conversations = [...this.conversations.filter(({ id }) => !ids.has(id)), ...conversations];
  }

  /** The platform does not answer for this account: Zernio says so with 200. */
  breakAccount(accountId: string): void {
    this.broken.add(accountId);
  }

  limitNext(requests: number, retryAfterSeconds: number): void {
    this.limited = { left: requests, retryAfterSeconds };
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '', 'http://zernio.test');
    this.asked.push(`${url.pathname}${url.search}`);
    const accounts = this.keys.get((request.headers.authorization ?? '').replace('Bearer ', ''));
    if (accounts === undefined) return send(response, 401, { error: 'Invalid API key', code: 'unauthorized' });
    if (this.limited.left > 0) {
      this.limited.left -= 1;
      response.setHeader('Retry-After', String(this.limited.retryAfterSeconds));
      return send(response, 429, { error: 'Too many requests', code: 'rate_limit_exceeded' });
    }
    const accountId = url.searchParams.get('accountId') ?? '';
    if (!accounts.includes(accountId)) return send(response, 404, { error: 'Account not found', code: 'not_found' });
    if (url.pathname === conversationsPath) return this.list(response, url, accountId);
    const conversationId = messagesPath.exec(url.pathname)?.[1];
    if (conversationId !== undefined) return this.messages(response, url, decodeURIComponent(conversationId));
    return send(response, 404, { error: 'Not found', code: 'not_found' });
  }

  private list(response: ServerResponse, url: URL, accountId: string): void {
    if (this.broken.has(accountId)) {
      const failedAccounts = [{ accountId, accountUsername: null, platform: 'instagram', error: 'token', code: '190' }];
      const meta = { accountsQueried: 1, accountsFailed: 1, failedAccounts };
      return send(response, 200, { data: [], pagination: { hasMore: false, nextCursor: null }, meta });
    }
    const own = this.conversations.filter((conversation) => conversation.accountId === accountId);
    const page = pageOf(
      sorted(own, url, ({ updatedTime }) => updatedTime),
      url,
    );
    if (page === undefined) return send(response, 400, { error: 'Invalid cursor', code: 'invalid_cursor' });
    const data = page.items.map(({ messages, ...row }) => ({
      ...row,
      lastMessage: messages.at(-1)?.message,
      status: 'active',
      unreadCount: null,
    }));
    return send(response, 200, { data, pagination: page.pagination, meta: { accountsQueried: 1, accountsFailed: 0 } });
  }

  private messages(response: ServerResponse, url: URL, conversationId: string): void {
    const conversation = this.conversations.find(({ id }) => id === conversationId);
    const page =
      conversation &&
      pageOf(
        sorted(conversation.messages, url, ({ createdAt }) => createdAt),
        url,
      );
    if (page === undefined) return send(response, 404, { error: 'Conversation not found', code: 'not_found' });
    return send(response, 200, { status: 'success', messages: page.items, pagination: page.pagination });
  }
}

const sorted = <T>(items: readonly T[], url: URL, timeOf: (item: T) => string): readonly T[] => {
  const oldestFirst = [...items].sort((one, other) => (timeOf(one) < timeOf(other) ? -1 : 1));
  return url.searchParams.get('sortOrder') === 'desc' ? oldestFirst.reverse() : oldestFirst;
};

const pageOf = <T>(items: readonly T[], url: URL) => {
  const cursor = url.searchParams.get('cursor');
  const start = cursor === null ? 0 : Number(/^after-(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1]);
  const limit = Number(url.searchParams.get('limit') ?? limitMax);
  if (!Number.isInteger(start) || !(limit <= limitMax)) return undefined;
  const end = start + limit;
  const hasMore = end < items.length;
  const nextCursor = hasMore ? Buffer.from(`after-${end}`).toString('base64url') : null;
  return { items: items.slice(start, end), pagination: { hasMore, nextCursor } };
};

const send = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

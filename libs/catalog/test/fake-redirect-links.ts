import type { RedirectLink } from '../src/redirecting/redirect-link.js';
import { RedirectLinks } from '../src/redirecting/redirect-links.js';

/** A link of Instagram that leads somewhere. */
export const aRedirectLink = (key: string, changes: Partial<RedirectLink> = {}): RedirectLink => ({
  workspaceId: 'wsp_1',
  linkId: `lnk_${key}`,
  key,
  channelAccountId: 'cha_1',
  channel: 'instagram',
  refCode: key.toUpperCase(),
  textCode: 'WH-K7M4Q2C',
  account: { channel: 'instagram', handle: 'brand' },
  accountIsActive: true,
  activeFrom: 0,
  ...changes,
});

/** Links that a query sees as they are when it begins, and answers when it is let. */
export class FakeRedirectLinks extends RedirectLinks {
  readonly queries: (readonly string[])[] = [];
  pagesRead = 0;
  private readonly links = new Map<string, RedirectLink>();
  private held: Promise<void> = Promise.resolve();
  private heldPages: Promise<void> = Promise.resolve();
  private failure: Error | undefined;
  letGo = (): void => undefined;

  constructor(links: readonly RedirectLink[]) {
    super();
    for (const link of links) this.add(link);
  }

  add(link: RedirectLink): void {
    this.links.set(link.key, link);
  }

  remove(key: string): void {
    this.links.delete(key);
  }

  /** Until `letGo` no query answers. */
  holdBack(): void {
    this.held = new Promise((resolve) => (this.letGo = resolve));
  }

  /** Until `letGo` no page is answered. */
  holdPagesBack(): void {
    this.heldPages = new Promise((resolve) => (this.letGo = resolve));
  }

  failWith(failure: Error | undefined): void {
    this.failure = failure;
  }

  named(keys: readonly string[]): Promise<readonly RedirectLink[]> {
    this.queries.push(keys);
    return this.answer(keys.flatMap((key) => this.links.get(key) ?? []));
  }

  async after(key: string, limit: number): Promise<readonly RedirectLink[]> {
    this.pagesRead += 1;
    await this.heldPages;
    return this.answer(this.page(key, limit, () => true));
  }

  ofAccountAfter(channelAccountId: string, key: string, limit: number): Promise<readonly RedirectLink[]> {
    return this.answer(this.page(key, limit, (link) => link.channelAccountId === channelAccountId));
  }

  private page(key: string, limit: number, isWanted: (link: RedirectLink) => boolean): readonly RedirectLink[] {
    const keys = [...this.links.keys()].filter((one) => one > key).sort();
    return keys
      .flatMap((one) => this.links.get(one) ?? [])
      .filter(isWanted)
      .slice(0, limit);
  }

  private async answer(links: readonly RedirectLink[]): Promise<readonly RedirectLink[]> {
    const { failure } = this;
    await this.held;
    if (failure !== undefined) throw failure;
    return links;
  }
}

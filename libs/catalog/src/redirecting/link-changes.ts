import type { RedirectLink } from './redirect-link.js';

/** Where a trigger of the catalogue tells of changed links and accounts: `key anna`, `account cha_…`. */
export const linkChannel = 'whence_links';

const keysMax = 2_000;
const accountsMax = 200;

/** Links that changed, by their keys, and accounts whose links did. */
interface Changed {
  readonly keys: Set<string>;
  readonly accountIds: Set<string>;
}

const nothing = (): Changed => ({ keys: new Set(), accountIds: new Set() });

/** What was told to have changed and has not been read again yet. Where that grows too much, everything counts as changed. */
export class LinkChanges {
  private told = nothing();
  private beingRead = nothing();
  private everything = true;

  /** Takes what was notified. */
  add(payload: string): void {
    const { keys, accountIds } = this.told;
    const [kind, name = ''] = payload.split(' ');
    if (kind === 'key') keys.add(name);
    else if (kind === 'account') accountIds.add(name);
    else this.addEverything();
    if (keys.size > keysMax || accountIds.size > accountsMax) this.addEverything();
  }

  addEverything(): void {
    this.everything = true;
    this.told = nothing();
  }

  get isEmpty(): boolean {
    return !this.everything && this.told.keys.size === 0 && this.told.accountIds.size === 0;
  }

  /** Whether this link was named as changed, and may be another by now. */
  concern({ key, channelAccountId }: RedirectLink): boolean {
    return (
      this.told.keys.has(key) ||
      this.beingRead.keys.has(key) ||
      this.told.accountIds.has(channelAccountId) ||
      this.beingRead.accountIds.has(channelAccountId)
    );
  }

  /** Whether everything is to be read again; asking is taking it. */
  takeEverything(): boolean {
    const { everything } = this;
    this.everything = false;
    return everything;
  }

  /** Has what was named read; it concerns links until then. */
  async readBy(read: (changed: Readonly<Changed>) => Promise<void>): Promise<void> {
    this.beingRead = this.told;
    this.told = nothing();
    try {
      await read(this.beingRead);
    } finally {
      this.beingRead = nothing();
    }
  }
}

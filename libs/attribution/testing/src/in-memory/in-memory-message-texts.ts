import { MessageTexts, OutdatedTexts, type MessageText } from '@whence/attribution-application';
import type { Instant } from '@whence/attribution-domain';

import type { InMemoryState } from './in-memory-state.js';

export class InMemoryMessageTexts extends MessageTexts {
  constructor(private readonly state: InMemoryState) {
    super();
  }

  keep(texts: readonly MessageText[]): Promise<void> {
    for (const told of texts) {
      const known = this.state.messageTexts.get(told.signalKey);
      const isBetter = known === undefined || (told.isPlatforms && !known.isPlatforms);
      this.state.messageTexts.set(told.signalKey, { ...(isBetter ? told : known), keptUntil: told.keptUntil });
    }
    return Promise.resolve();
  }

  drop(signalKeys: readonly string[]): Promise<void> {
    for (const key of signalKeys) this.state.messageTexts.delete(key);
    return Promise.resolve();
  }
}

export class InMemoryOutdatedTexts extends OutdatedTexts {
  constructor(private readonly state: InMemoryState) {
    super();
  }

  override erase(moment: Instant, limit: number): Promise<number> {
    const outdated = [...this.state.messageTexts.values()].filter(({ keptUntil }) => keptUntil <= moment);
    const erased = outdated.slice(0, limit);
    for (const { signalKey } of erased) this.state.messageTexts.delete(signalKey);
    return Promise.resolve(erased.length);
  }
}

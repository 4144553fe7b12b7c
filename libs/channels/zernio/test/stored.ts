import { readFileSync } from 'node:fs';

import { parseJson } from '@whence/platform/json';
import type { ConversationSignal, Translation } from '@whence/signals';

import { caughtUpOf } from '../src/catch-up/caught-up.js';
import type { CaughtUp, StoredThread } from '../src/catch-up/caught-up.js';
import { translateBytes } from './fixtures.js';

/** A conversation and its messages, as Zernio's API answers them. */
export const storedThread = (name: string): StoredThread => {
  const parsed = parseJson(readFileSync(new URL(`../stored/${name}.json`, import.meta.url)), { depthMax: 64 });
  if (parsed.kind !== 'json') throw new Error(`${name} is ${parsed.kind}`);
  return parsed.value as StoredThread;
};

/** The beginning of the window, long before. */
export const since = Date.parse('2026-11-01T00:00:00Z');

/** What a worker makes of a delivery that was caught up with. */
export const translateCaughtUp = (thread: StoredThread, from = since): Translation => {
  const translations = caughtUpOf(thread, from).map(({ body }: CaughtUp) => translateBytes(body));
  return {
    signals: translations.flatMap(({ signals }) => signals),
    unreadable: translations.flatMap(({ unreadable }) => unreadable),
    ignored: translations.flatMap(({ ignored }) => ignored),
  };
};

export const signalsOf = (thread: StoredThread, from?: number): readonly ConversationSignal[] =>
  translateCaughtUp(thread, from).signals;

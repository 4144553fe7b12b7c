import { readFileSync, readdirSync } from 'node:fs';
import { parseJson } from '@whence/platform/json';
import type { Translation } from '@whence/signals';
import { zernioAdapter } from '../src/index.js';

const directory = new URL('../fixtures/', import.meta.url);

/** The recorded payloads, by file name without its ending. */
export const fixtureNames: readonly string[] = readdirSync(directory).map((file) => file.replace('.json', ''));

export const fixtureBytes = (name: string): Buffer => readFileSync(new URL(`${name}.json`, directory));

/** Translates bytes as the worker does. */
export const translateBytes = (bytes: Uint8Array): Translation => {
  const parsed = parseJson(bytes, { depthMax: 64 });
  if (parsed.kind !== 'json') throw new Error(`a fixture is ${parsed.kind}`);
  return zernioAdapter.translate(parsed.value);
};

export const translateFixture = (name: string): Translation => translateBytes(fixtureBytes(name));

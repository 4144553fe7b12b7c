import fc from 'fast-check';
import { hostileNames, hostileValues } from './hostile.js';

/** One thing done to a payload. `at` counts what is in it, and starts again at the end. */
type Mutation =
  | { readonly kind: 'value'; readonly at: number; readonly json: string }
  | { readonly kind: 'name'; readonly at: number; readonly name: string }
  | { readonly kind: 'drop'; readonly at: number }
  | { readonly kind: 'repeat'; readonly at: number; readonly times: number }
  | { readonly kind: 'bytes'; readonly at: number; readonly cut: number; readonly put: Uint8Array };

const mutationsMax = 5;
const repeatsMax = 1000;
const bytesMax = 3 * 1024 * 1024;
/**
 * A thousand updates of sixty values. Three megabytes of empty objects hold ten times as many, and no provider sends them:
 * the engine's own parser takes longer for those than any call may.
 */
const nodesMax = 60_000;
const at = fc.nat({ max: 4000 });

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('value'), at, json: fc.constantFrom(...hostileValues) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('name'), at, name: fc.constantFrom(...hostileNames) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('drop'), at }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('repeat'), at, times: fc.integer({ min: 2, max: repeatsMax }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('bytes'),
      at,
      cut: fc.nat({ max: 40 }),
      put: fc.uint8Array({ maxLength: 12 }),
    }),
  },
);

/** Bodies made from recorded ones: values, names, lists and bytes that no provider sends, never more than the edge takes. */
export const mutatedBodies = (recorded: readonly Buffer[]): fc.Arbitrary<Buffer> =>
  fc
    .tuple(fc.constantFrom(...recorded), fc.array(mutation, { minLength: 1, maxLength: mutationsMax }))
    .map(([body, mutations]) => mutations.reduce(mutate, body).subarray(0, bytesMax));

const mutate = (body: Buffer, done: Mutation): Buffer => {
  if (done.kind === 'bytes') return splice(body, done);
  const value = parsed(body);
  if (value === undefined) return body;
  switch (done.kind) {
    case 'value':
      return replaceNode(value.json, done);
    case 'name':
      return rewrite(value.json, done.at, (entries, index) =>
        entries.map(([name, field], place) => [place === index ? done.name : name, field]),
      );
    case 'drop':
      return rewrite(value.json, done.at, (entries, index) => entries.filter((_, place) => place !== index));
    case 'repeat':
      return repeatItem(value.json, done);
  }
};

const splice = (body: Buffer, { at: place, cut, put }: Extract<Mutation, { kind: 'bytes' }>): Buffer => {
  const start = place % (body.length + 1);
  return Buffer.concat([body.subarray(0, start), put, body.subarray(start + cut)]);
};

const parsed = (body: Buffer): { readonly json: unknown } | undefined => {
  try {
    return { json: JSON.parse(body.toString()) as unknown };
  } catch {
    return undefined;
  }
};

const marker = '\u0001 here \u0001';

/** Through a marker, so that the text comes as it is: also numbers and keys that no value of the engine's stands for. */
const replaceNode = (json: unknown, { at: place, json: text }: Extract<Mutation, { kind: 'value' }>): Buffer => {
  const target = place % countNodes(json);
  let visited = 0;
  const marked = JSON.stringify(json, (_, value: unknown) => (visited++ === target ? marker : value));
  return Buffer.from(marked.replace(JSON.stringify(marker), () => text));
};

const countNodes = (json: unknown): number => {
  let nodes = 0;
  JSON.stringify(json, (_, value: unknown) => {
    nodes++;
    return value;
  });
  return nodes;
};

type Entries = readonly (readonly [string, unknown])[];

/** Changes the fields of one object, told by counting fields through the whole. */
const rewrite = (json: unknown, place: number, change: (entries: Entries, index: number) => Entries): Buffer => {
  const target = place % (countNodes(json) + 1);
  let visited = 0;
  const text = JSON.stringify(json, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const entries = Object.entries(value);
    const index = target - visited;
    visited += entries.length;
    return index >= 0 && index < entries.length ? Object.fromEntries(change(entries, index)) : value;
  });
  return Buffer.from(text);
};

const repeatItem = (json: unknown, { at: place, times }: Extract<Mutation, { kind: 'repeat' }>): Buffer => {
  let lists = 0;
  const bytes = JSON.stringify(json, (_, value: unknown) => ((lists += Number(Array.isArray(value))), value)).length;
  const most = Math.floor(Math.min(bytesMax / bytes, nodesMax / countNodes(json)));
  const target = place % Math.max(lists, 1);
  lists = 0;
  const text = JSON.stringify(json, (_, value: unknown) => {
    if (!Array.isArray(value) || lists++ !== target) return value;
    return Array.from({ length: Math.max(1, Math.min(times, most)) }, () => value as unknown[]).flat();
  });
  return Buffer.from(text);
};

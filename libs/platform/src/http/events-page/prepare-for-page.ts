import type { EventDocuments, PublishedDocument } from '../../kafka/event-catalogue.js';

interface Members {
  readonly [name: string]: unknown;
}

/** Where a `$ref` stands: a schema file, or the document itself. */
interface Place {
  readonly file: string;
  /** The `$ref`s on the way here. */
  readonly trail: readonly string[];
}

const documentItself = '';
/** They name files, and the component would show them in place of titles. */
const membersNotShown = new Set(['$id', '$schema']);
/** A body's examples are shown beside the body, as those of its message. */
const membersOfMessages = new Set(['examples']);

/**
 * The document as AsyncAPI's page component takes it without parsing: every `$ref` resolved, everything named by its key,
 * and marked as parsed. The component's own parser compiles code, which a strict content security policy forbids.
 */
export const prepareForPage = (documents: EventDocuments): PublishedDocument => {
  const whole = resolve(documents.document, { file: documentItself, trail: [] }, documents) as Members;
  const components = asMembers(whole['components']);
  const channels = named(mapValues(asMembers(whole['channels']), withNamedMessages));
  return {
    ...whole,
    channels,
    operations: named(mapValues(asMembers(whole['operations']), withNamedMessages)),
    components: { ...components, messages: named(asMembers(components['messages'])) },
    'x-parser-spec-parsed': true,
    'x-parser-api-version': 3,
  };
};

const resolve = (value: unknown, place: Place, documents: EventDocuments): unknown => {
  if (Array.isArray(value)) return value.map((item) => resolve(item, place, documents));
  if (!isMembers(value)) return value;
  const { $ref, ...rest } = value;
  const shown = mapValues(without(membersNotShown, rest), (member, name) =>
    name === 'examples' ? member : resolve(member, place, documents),
  );
  return typeof $ref === 'string' ? { ...follow($ref, place, documents), ...shown } : shown;
};

/** What a `$ref` leads to, resolved as well. What refers to itself is cut off: a page ends somewhere. */
const follow = ($ref: string, { file, trail }: Place, documents: EventDocuments): Members => {
  const { target, pointer } = targetOf($ref, file);
  const name = `${target}#${pointer}`;
  if (trail.includes(name)) return {};
  const root = target === documentItself ? documents.document : documents.schemas.get(target);
  const referred = pointer.split('/').slice(1).map(unescape).reduce<unknown>(memberOf, root);
  if (!isMembers(referred)) throw new Error(`the document refers to ${$ref}, which is nowhere`);
  const place = { file: target, trail: [...trail, name] };
  if (target !== documentItself) return resolve(without(membersOfMessages, referred), place, documents) as Members;
  const resolved = resolve(referred, place, documents) as Members;
  // By the same key the component tells that an operation's channel is one of the channels.
  return isIdentified(pointer) ? withId(resolved, lastOf(pointer)) : resolved;
};

/** The file and the JSON pointer in it; a `$ref` without a file stays in its own. */
const targetOf = ($ref: string, home: string): { readonly target: string; readonly pointer: string } => {
  const [path = '', pointer = ''] = $ref.split('#');
  return { target: path === '' ? home : lastOf(path), pointer };
};

const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const isIdentified = (pointer: string): boolean => /^\/(channels\/[^/]+|.*\/messages\/[^/]+)$/.test(pointer);

const withNamedMessages = (value: unknown): unknown => {
  const members = asMembers(value);
  return isMembers(members['messages']) ? { ...members, messages: named(members['messages']) } : members;
};

const named = (members: Members): Members => mapValues(members, (member, key) => withId(asMembers(member), key));

const withId = (members: Members, key: string): Members => ({ 'x-parser-unique-object-id': key, ...members });

const without = (names: ReadonlySet<string>, members: Members): Members =>
  Object.fromEntries(Object.entries(members).filter(([name]) => !names.has(name)));

const mapValues = (members: Members, change: (member: unknown, name: string) => unknown): Members =>
  Object.fromEntries(Object.entries(members).map(([name, member]) => [name, change(member, name)]));

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const asMembers = (value: unknown): Members => (isMembers(value) ? value : {});

const memberOf = (value: unknown, name: string): unknown => asMembers(value)[name];

const unescape = (name: string): string => name.replaceAll('~1', '/').replaceAll('~0', '~');

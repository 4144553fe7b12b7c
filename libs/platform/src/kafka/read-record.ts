import type { IHeaders, KafkaMessage } from 'kafkajs';

import { parseJson } from '../json/parse-json.js';
import type { OutgoingEvent } from '../outbox/event.js';

const depthMax = 64;
/** Ids and types are compared and kept: nothing that PostgreSQL would not take, nothing endless. */
const idText = /^[\x21-\x7e]{1,200}$/;
/** No comma: the workspaces of a batch are handed to PostgreSQL as one list. */
const workspaceText = /^[A-Za-z0-9_-]{1,64}$/;

export type ReadRecord =
  | { readonly kind: 'event'; readonly event: OutgoingEvent }
  /** Nothing that this consumer wants. */
  | { readonly kind: 'other' }
  | { readonly kind: 'unreadable'; readonly cause: string };

/** What a record tells a consumer of these types. Never throws: whoever may write to a topic may write anything. */
export const readRecord = (
  message: Pick<KafkaMessage, 'key' | 'value' | 'headers'>,
  { topic, types }: { readonly topic: string; readonly types: ReadonlySet<string> },
): ReadRecord => {
  const { headers = {}, key, value } = message;
  // On a compacted topic: somebody has deleted the key.
  if (value === null) return { kind: 'other' };
  const type = headerText(headers, 'ce_type');
  if (!idText.test(type)) return unreadable('the header ce_type is missing or malformed');
  if (!types.has(type)) return { kind: 'other' };
  const id = headerText(headers, 'ce_id');
  if (!idText.test(id)) return unreadable('the header ce_id is missing or malformed');
  const occurredAt = new Date(headerText(headers, 'ce_time'));
  if (Number.isNaN(occurredAt.getTime())) return unreadable('the header ce_time is missing or no time');
  const body = bodyOf(value);
  if (typeof body === 'string') return unreadable(body);
  const source = headerText(headers, 'ce_source');
  const { workspaceId } = body;
  const event = { id, type, topic, key: key?.toString('utf8') ?? '', source, workspaceId, occurredAt, body };
  return { kind: 'event', event };
};

const unreadable = (cause: string): ReadRecord => ({ kind: 'unreadable', cause });

/** Empty where there is none. */
const headerText = (headers: IHeaders, name: string): string => {
  const header = headers[name];
  const first = Array.isArray(header) ? header[0] : header;
  return first?.toString() ?? '';
};

type Body = OutgoingEvent['body'] & { readonly workspaceId: string };

/** The body, or what is wrong with it. */
const bodyOf = (value: Buffer): Body | string => {
  const parsed = parseJson(value, { depthMax });
  if (parsed.kind !== 'json') return `the value is ${parsed.kind === 'too-deep' ? 'nested too deeply' : 'not JSON'}`;
  const body = parsed.value;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'the value is not a JSON object';
  const { workspaceId } = body as { workspaceId?: unknown };
  if (typeof workspaceId !== 'string' || !workspaceText.test(workspaceId)) return 'the body names no workspace';
  return body as Body;
};

import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { eventCatalogue } from '@whence/contracts-events';

import type { KafkaRecord } from '../src/kafka-record.js';

interface Example {
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: unknown;
}

interface Described {
  readonly channels: Readonly<
    Record<string, { readonly address: string; readonly messages: Readonly<Record<string, unknown>> }>
  >;
  readonly components: { readonly messages: Readonly<Record<string, { readonly examples?: readonly Example[] }>> };
}

const { document, schemas } = eventCatalogue.documentsAt({ topicPrefix: '', schemasAt: './events/schemas/' });

/** What an app serves of the events, at an address of its own. */
export const serveDocuments = async (): Promise<{ readonly url: string; readonly server: Server }> => {
  const server = createServer(({ url = '' }, answer) => {
    const found = url === '/events.json' ? document : schemas.get(url.replace('/events/schemas/', ''));
    answer.statusCode = found === undefined ? 404 : 200;
    answer.end(JSON.stringify(found ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
};

/** Every example of the document, as the record it stands for. */
export const exampleRecords = (): readonly KafkaRecord[] => {
  const { channels, components } = document as unknown as Described;
  return Object.values(channels).flatMap(({ address, messages }) =>
    Object.keys(messages).flatMap((type) =>
      (components.messages[type]?.examples ?? []).map((example, index) => toRecord(address, example, index)),
    ),
  );
};

/** The first example of this type. */
export const exampleOf = (type: string): KafkaRecord => {
  const record = exampleRecords().find(({ headers }) => headers.some(([, value]) => value.toString() === type));
  if (record === undefined) throw new Error(`the document has no example of ${type}`);
  return record;
};

const toRecord = (topic: string, { headers, payload }: Example, index: number): KafkaRecord => ({
  topic,
  partition: 0,
  offset: index.toString(),
  key: Buffer.from(headers['ce_partitionkey'] ?? ''),
  value: Buffer.from(JSON.stringify(payload)),
  headers: Object.entries({ ...headers, ce_id: idFor(`${headers['ce_type'] ?? ''}${index}`) }).map(([name, text]) => [
    name,
    Buffer.from(text),
  ]),
});

/** Examples share one event id; as records they would be repeats that differ. */
const idFor = (example: string): string => {
  const digest = createHash('sha256').update(example).digest('hex').toUpperCase();
  return `evt_${digest.slice(0, 26)}`;
};

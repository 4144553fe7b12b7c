import { toAsyncAPIDocument } from '@asyncapi/parser';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { testConfig, testModules } from '../../../test/test-app.js';
import type { DocumentPlace, EventCatalogue } from '../../kafka/event-catalogue.js';
import { serve, type Served } from '../serve.js';
import { prepareForPage } from './prepare-for-page.js';

const noteSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://schemas.test/note.taken.v1.json',
  title: 'NoteTakenV1',
  type: 'object',
  properties: { note: { $ref: 'shared.json#/$defs/note' } },
  examples: [{ note: { text: 'a', replies: [] } }],
};

const sharedSchema = {
  $id: 'https://schemas.test/shared.json',
  $defs: {
    note: {
      type: 'object',
      properties: { text: { type: 'string' }, replies: { type: 'array', items: { $ref: '#/$defs/note' } } },
    },
  },
};

const documentsAt = ({ topicPrefix, schemasAt }: DocumentPlace) => ({
  document: {
    asyncapi: '3.0.0',
    info: { title: 'Desk', version: '1' },
    channels: {
      notes: { address: `${topicPrefix}notes.v1`, messages: { taken: { $ref: '#/components/messages/taken' } } },
    },
    operations: {
      'send-notes': {
        action: 'send',
        channel: { $ref: '#/channels/notes' },
        messages: [{ $ref: '#/channels/notes/messages/taken' }],
      },
    },
    components: { messages: { taken: { payload: { $ref: `${schemasAt}note.taken.v1.json` } } } },
  },
  schemas: new Map<string, object>([
    ['note.taken.v1.json', noteSchema],
    ['shared.json', sharedSchema],
  ]) as ReadonlyMap<string, Record<string, unknown>>,
});

const catalogue: EventCatalogue = {
  topics: [],
  topicOf: () => undefined,
  schemaUriOf: () => undefined,
  documentsAt,
};

const quiet = { logStream: { write: () => undefined } };
const config = () => testConfig({ KAFKA_TOPIC_PREFIX: 'acme.' });

/** On a busy machine the first start of all modules takes its time. */
const startMs = 30_000;

let served: Served;

beforeAll(async () => {
  served = await serve(testModules, config(), { ...quiet, catalogue });
}, startMs);
afterAll(() => served.close());

describe('the page of the events', () => {
  it('is made of files that this process serves, and runs no script inside the page', async () => {
    const { url } = served;
    const page = await fetch(`${url}/events`);
    const html = await page.text();
    const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path);

    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(html).not.toMatch(/<script>|<style|style=|onload=/);
    expect(files).toHaveLength(6);
    for (const file of [...files, 'events/page/document.json']) {
      const answer = await fetch(new URL(file, `${url}/events`));
      expect({ file, status: answer.status, url: answer.url.startsWith(url) }).toEqual({
        file,
        status: 200,
        url: true,
      });
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(0);
    }
  });

  it('is handed a document that the component reads without its parser', async () => {
    const answer = await fetch(`${served.url}/events/page/document.json`);
    const read = toAsyncAPIDocument(await answer.json());
    const operation = read?.operations().get('send-notes');
    const channels = operation?.channels().all() ?? [];
    const messages = operation?.messages().all() ?? [];

    expect(channels.map((channel) => [channel.id(), channel.address()])).toEqual([['notes', 'acme.notes.v1']]);
    expect(messages.map((message) => message.id())).toEqual(['taken']);
    expect(messages[0]?.payload()?.json()).toEqual({
      title: 'NoteTakenV1',
      type: 'object',
      // A note that holds notes is told once.
      properties: {
        note: {
          type: 'object',
          properties: { text: { type: 'string' }, replies: { type: 'array', items: {} } },
        },
      },
    });
  });

  it('is not there in a process that publishes nothing', async () => {
    const other = await serve(testModules, config(), quiet);
    const { status } = await fetch(`${other.url}/events`);
    await other.close();

    expect(status).toBe(404);
  });
});

describe('the documents of the events', () => {
  it('lead from one to the next', async () => {
    const at = `${served.url}/events.json`;
    const answer = await fetch(at);
    const document = (await answer.json()) as ReturnType<typeof documentsAt>['document'];
    const payloadAt = new URL(document.components.messages.taken.payload.$ref, at);
    const schema = (await (await fetch(payloadAt)).json()) as typeof noteSchema;

    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(document.channels.notes.address).toBe('acme.notes.v1');
    expect(schema).toEqual(noteSchema);
    expect(await (await fetch(new URL('shared.json', payloadAt))).json()).toEqual(sharedSchema);
    expect((await fetch(new URL('nothing.json', payloadAt))).status).toBe(404);
  });

  it('that lead nowhere keep the process from starting', () => {
    const broken = { document: { components: { messages: { taken: { $ref: 'gone.json' } } } }, schemas: new Map() };

    expect(() => prepareForPage(broken)).toThrow('the document refers to gone.json, which is nowhere');
  });
});

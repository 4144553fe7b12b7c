import { describe, expect, it } from '@jest/globals';
import { eventTopics, eventTypes, schemaUriOf } from './index.js';
import { eventSchemas, schemaFileNames, schemaFileOf } from './published-schemas.js';
import { validateEvent } from './testing/index.js';

const exampleOf = (type: (typeof eventTypes)[number]): Record<string, unknown> =>
  structuredClone(eventSchemas().get(type)?.examples?.[0]) as Record<string, unknown>;

describe('every event', () => {
  it('has a schema file, and every schema file but the definitions has an event', () => {
    const expected = [...eventTypes.map(schemaFileOf), 'definitions.v1.json'].sort();

    expect([...schemaFileNames()].sort()).toEqual(expected);
  });

  it.each(eventTypes)('%s has a schema at its published address, with examples that it admits', (type) => {
    const schema = eventSchemas().get(type);

    expect(schema?.$id).toBe(schemaUriOf(type));
    expect(schema?.examples?.length).toBeGreaterThan(0);
    for (const example of schema?.examples ?? []) expect(validateEvent(type, example)).toEqual([]);
  });

  it.each(eventTypes)('%s is refused without its workspace', (type) => {
    const { workspaceId, ...body } = exampleOf(type);

    expect(workspaceId).toBeDefined();
    expect(validateEvent(type, body)).not.toEqual([]);
  });

  it.each(eventTypes)('%s is refused with a field that nobody published', (type) => {
    expect(validateEvent(type, { ...exampleOf(type), participantId: '8800000000000023' })).not.toEqual([]);
  });

  it.each(eventTypes)('%s travels on a topic of its version', (type) => {
    expect(eventTopics[type]).toMatch(/^whence\.[a-z]+\.v1$/);
  });
});

describe('a body', () => {
  const sale = exampleOf('whence.conversion.recorded.v1');
  const saleProblems = (change: object) =>
    validateEvent('whence.conversion.recorded.v1', { ...sale, ...change }).map(({ path }) => path);

  it('is refused with the id of something else', () => {
    expect(saleProblems({ conversionId: 'lnk_01KAQ3ZV5N8T2M4R6P7S9W1X4F' })).toEqual(['/conversionId']);
  });

  it.each(['2026-11-05T17:20:00Z', '2026-11-05T17:20:00.000+01:00', '2026-13-05T17:20:00.000Z', '1762363200000'])(
    'is refused with the time %s',
    (occurredAt) => expect(saleProblems({ occurredAt })).toContain('/occurredAt'),
  );

  it.each([19.99, '19.99', '-0', '007', ''])('is refused with the amount %p', (amountMinor) => {
    expect(saleProblems({ amount: { amountMinor, currency: 'BRL' } })).toContain('/amount/amountMinor');
  });

  it('may leave out what is optional, also by saying undefined', () => {
    expect(saleProblems({ amount: undefined })).toEqual([]);
  });

  it('of an unknown type is refused', () => {
    expect(validateEvent('whence.link.changed.v9', {})).toHaveLength(1);
  });
});

describe('a published decision', () => {
  const decided = exampleOf('whence.attribution.decided.v1');
  const problems = (change: object) =>
    validateEvent('whence.attribution.decided.v1', {
      ...decided,
      attribution: { ...(decided['attribution'] as object), ...change },
    });

  it('that credits has credits and says how the evidence ties', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ credits: [] })).not.toEqual([]);
    expect(problems({ matchType: undefined })).not.toEqual([]);
  });

  it('that credits nobody has no credits, and says why where there was evidence', () => {
    expect(problems({ status: 'organic' })).not.toEqual([]);
    expect(problems({ status: 'organic', credits: [] })).toEqual([]);
    expect(problems({ status: 'unattributed', credits: [] })).not.toEqual([]);
    expect(problems({ status: 'unattributed', credits: [], reason: 'outside-window' })).toEqual([]);
  });
});

describe('a messaging referral', () => {
  it('keeps what the platform delivered, whatever it is', () => {
    const referral = exampleOf('whence.messaging.referral.v1');
    const asDelivered = { ref: '', ads_context_data: { ad_title: 'Autumn' }, a_new_field: [1, null, true] };

    expect(validateEvent('whence.messaging.referral.v1', { ...referral, referral: asDelivered })).toEqual([]);
  });

  it('may leave out platform ids, for workspaces that keep them to themselves', () => {
    const referral = exampleOf('whence.messaging.referral.v1');
    const body = {
      ...referral,
      account: { id: 'cha_01KAQ3ZV5N8T2M4R6P7S9W1X4A' },
      sender: { contactId: 'ctc_01KAQ3ZV5N8T2M4R6P7S9W1X4J' },
    };

    expect(validateEvent('whence.messaging.referral.v1', body)).toEqual([]);
  });
});

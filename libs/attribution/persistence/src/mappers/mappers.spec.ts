import { describe, expect, it } from '@jest/globals';
import type { Conversion } from '@whence/attribution-application';
import type { Attribution, Reference, SignalCopy } from '@whence/attribution-domain';
import { onlyKnown } from '@whence/signals';
import fc from 'fast-check';

import {
  conversionColumns,
  toDomain as toConversion,
  toRow as toConversionRow,
  type ConversionRecord,
} from './conversion.mapper.js';
import { toDomain as toDecision, toRow as toDecisionRow, type DecisionRecord } from './decision.mapper.js';
import { toDomain as toSignalCopy, toRow as toSignalCopyRow, type SignalCopyRecord } from './signal-copy.mapper.js';

const anInstant = fc.integer({ min: 0, max: 4_102_444_800_000 });
const anId = <Prefix extends string>(prefix: Prefix) =>
  fc.stringMatching(/^[0-9A-Z]{26}$/).map((characters) => `${prefix}_${characters}` as const);
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });

const aCredit = fc
  .record({ partnerId: maybe(anId('prt')), linkId: maybe(anId('lnk')), programVersion: maybe(fc.nat()) })
  .map((names) => ({ ...onlyKnown(names), shareMillionths: 1_000_000 }));

const anOverridden: fc.Arbitrary<NonNullable<Attribution['overridden']>> = fc.record({
  override: fc.record({
    kind: fc.constant('link' as const),
    linkId: anId('lnk'),
    reason: fc.string(),
    madeAt: anInstant,
  }),
  beneath: fc.record({ status: fc.constant('organic' as const), credits: fc.constant([]) }),
});

/** What comes back of a row that was sent as JSON: moments are dates again. */
const asRead = <Row>(row: object): Row =>
  Object.fromEntries(
    Object.entries(JSON.parse(JSON.stringify(row)) as object).map(([column, value]: [string, unknown]) => [
      column,
      column.endsWith('_at') && typeof value === 'string' ? new Date(value) : value,
    ]),
  ) as Row;

describe('a row', () => {
  it('holds a decision whole', () => {
    const anAttribution: fc.Arbitrary<Attribution> = fc
      .record({
        version: fc.nat(),
        status: fc.constantFrom('credited' as const, 'organic' as const, 'unattributed' as const),
        credits: fc.array(aCredit, { maxLength: 3 }),
        conversationId: anId('cnv'),
        openedAt: anInstant,
        finalAt: anInstant,
        decidedAt: anInstant,
        because: fc.string(),
        flags: fc.array(fc.string()),
        optional: fc.record({
          reason: maybe(fc.string()),
          matchType: maybe(fc.constant('text_code' as const)),
          overridden: maybe(anOverridden),
        }),
      })
      .map(({ optional, ...rest }) => ({ ...rest, ...onlyKnown(optional) }));
    fc.assert(
      fc.property(anAttribution, (attribution) => {
        const row = toDecisionRow(attribution, { workspaceId: 'wsp_1', contactId: 'ctc_1' });
        expect(toDecision(asRead<DecisionRecord>(row))).toEqual(attribution);
      }),
    );
  });

  it('holds a conversion whole', () => {
    const aConversion: fc.Arbitrary<Conversion> = fc
      .record({
        id: anId('cvn'),
        type: fc.constantFrom('opening' as const, 'lead' as const, 'sale' as const),
        occurredAt: anInstant,
        receivedAt: anInstant,
        version: fc.nat(),
        attribution: fc.oneof(
          fc.constant({ status: 'parked' } as const),
          fc.string().map((reason) => ({ status: 'unattributed', reason }) as const),
          aCredit.map((credit) => ({ status: 'attributed', credits: [credit] }) as const),
        ),
        optional: fc.record({
          externalId: maybe(fc.string()),
          contactId: maybe(anId('ctc')),
          conversationId: maybe(anId('cnv')),
          amount: maybe(
            fc.bigInt({ min: 0n, max: 10n ** 18n }).map((amountMinor) => ({ amountMinor, currency: 'BRL' })),
          ),
          finalAt: maybe(anInstant),
        }),
      })
      .map(({ optional, ...rest }) => ({
        ...rest,
        ...onlyKnown(optional),
        isFinal: optional.finalAt !== undefined && optional.finalAt <= 0,
      }));
    fc.assert(
      fc.property(aConversion, (conversion) => {
        const row = toConversionRow(conversion, 'print');
        expect(Object.keys(row)).toEqual(conversionColumns.split(', '));
        expect(toConversion(asRead<ConversionRecord>(row), 0)).toEqual(conversion);
      }),
    );
  });

  it('holds a signal copy whole', () => {
    const aReference: fc.Arbitrary<Reference> = fc.oneof(
      fc.record({
        kind: fc.constant('typed' as const),
        id: anId('tch'),
        code: fc.string(),
        isDamaged: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant('delivered' as const),
        id: anId('tch'),
        ref: fc.string(),
        isProduct: fc.boolean(),
        delivered: fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<unknown>),
      }),
    );
    const aCopy: fc.Arbitrary<SignalCopy> = fc
      .record({
        key: fc.string(),
        kind: fc.constantFrom('message-received' as const, 'thread-opened' as const),
        channel: fc.constantFrom('instagram' as const, 'whatsapp' as const),
        channelAccountId: anId('cha'),
        conversationId: anId('cnv'),
        provider: fc.constantFrom('zernio' as const, 'meta-graph' as const),
        connectionId: anId('con'),
        occurredAt: fc.record({
          at: anInstant,
          precisionMs: fc.constantFrom(1 as const, 1000 as const),
          clock: fc.constantFrom('platform' as const, 'vendor' as const),
        }),
        receivedAt: anInstant,
        isReadable: fc.boolean(),
        isForwarded: fc.boolean(),
        references: fc.array(aReference, { maxLength: 3 }),
        optional: fc.record({
          textDigest: maybe(fc.string()),
          language: maybe(fc.string()),
          joinedAt: maybe(anInstant),
        }),
      })
      .map(({ optional, ...rest }) => ({ ...rest, ...onlyKnown(optional) }));
    const context = { workspaceId: 'wsp_1', contactId: 'ctc_1', digest: 'd' } as const;
    fc.assert(
      fc.property(aCopy, (copy) => {
        const row = asRead<SignalCopyRecord>(toSignalCopyRow(copy, context));
        // JSON knows no -0, and neither do the platforms.
        expect(JSON.stringify(toSignalCopy(row))).toEqual(JSON.stringify({ ...toSignalCopy(row), ...copy }));
      }),
    );
  });
});

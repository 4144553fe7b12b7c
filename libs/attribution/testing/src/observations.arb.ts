import type { Observations } from '@whence/attribution-application';
import fc from 'fast-check';

import { aHealthyAccount } from './observations.builder.js';
import { time } from './times.js';

const observedAt = time('12:00');
const hourMs = 3_600_000;
const providers = ['meta-graph', 'whatsapp-cloud', 'zernio'] as const;
const channel = fc.constantFrom('instagram', 'messenger', 'whatsapp');
const count = fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 1_000_000 }));
const before = (hoursMax: number) => fc.integer({ min: 0, max: hoursMax * hourMs }).map((ms) => observedAt - ms);

/** However many or few wrote and clicked, everybody is heard, and comes with what he should. */
export const healthyObservations: fc.Arbitrary<Observations> = fc
  .record({
    channel,
    heardAt: fc.array(before(23), { minLength: 1, maxLength: 3 }),
    clicks: fc.integer({ min: 0, max: 100_000 }),
    led: fc.double({ min: 0.06, max: 1, noNaN: true }),
    ofThemselves: fc.integer({ min: 0, max: 100_000 }),
    slips: fc.double({ min: 0, max: 0.09, noNaN: true }),
    checkedAt: before(71),
  })
  .map(({ channel, heardAt, clicks, led, ofThemselves, slips, checkedAt }) => {
    const ledToConversation = Math.ceil(clicks * led);
    const healthy = aHealthyAccount().on(channel).build();
    return {
      ...healthy,
      heard: heardAt.map((lastEventAt, index) => ({
        connectionId: `con_${index}`,
        provider: providers[index] ?? 'zernio',
        lastEventAt,
      })),
      conversations: {
        opened: ledToConversation + ofThemselves,
        withRef: channel === 'whatsapp' ? 0 : ledToConversation,
        withAdReferral: 0,
        withTextCode: channel === 'whatsapp' ? ledToConversation : 0,
        withDamagedCode: channel === 'whatsapp' ? Math.floor(ledToConversation * slips) : 0,
        withAmbiguousCodes: 2,
        unreadable: Math.floor(ofThemselves * slips),
      },
      clicks: { judged: clicks, ledToConversation, tooYoung: 3, sinceLastEvent: 9, reused: 0, mostPeopleByOne: 9 },
      subscriptions: healthy.subscriptions.map((facts) => ({ ...facts, checkedAt })),
    };
  });

const missingPart = fc.oneof(
  fc.constantFrom('subscription', 'webhook-inactive', 'webhook-url', 'webhook-secret', 'ice-breakers', 'get-started'),
  fc.constantFrom('field:messages', 'field:messaging_referral', 'field:message_echoes', 'event:referral.received'),
  fc.constantFrom('constructor', 'field:__proto__', 'event:'),
  fc.stringMatching(/^[a-z_.:-]{1,20}$/),
);

/** Whatever may be seen of an account, also what nobody has thought of. */
export const anyObservations: fc.Arbitrary<Observations> = fc.record({
  account: fc.record({
    id: fc.constant('cha_00000000000000000000000001' as const),
    channel,
    idKinds: fc.subarray(['metaId', 'phoneNumberId', 'wabaId', 'phone', 'zernioAccountId']),
  }),
  period: fc.constant({ from: time('12:00', 7), to: observedAt }),
  observedAt: fc.constant(observedAt),
  heard: fc.array(
    fc.record({
      connectionId: fc.constantFrom('con_1', 'con_2'),
      provider: fc.constantFrom(...providers),
      lastEventAt: before(1_000),
    }),
    { maxLength: 3 },
  ),
  conversations: fc.record({
    opened: count,
    withRef: count,
    withAdReferral: count,
    withTextCode: count,
    withDamagedCode: count,
    withAmbiguousCodes: count,
    unreadable: count,
  }),
  clicks: fc.record({
    judged: count,
    ledToConversation: count,
    tooYoung: count,
    sinceLastEvent: count,
    reused: count,
    mostPeopleByOne: count,
  }),
  subscriptions: fc.array(
    fc.record(
      {
        connectionId: fc.constantFrom('con_1', 'con_2'),
        provider: fc.constantFrom(...providers),
        checkedAt: before(200),
        outcome: fc.constantFrom('as-expected', 'differs', 'unreachable'),
        missing: fc.array(missingPart, { maxLength: 4 }),
        cause: fc.string(),
      },
      { requiredKeys: ['connectionId', 'provider', 'checkedAt', 'outcome', 'missing'] },
    ),
    { maxLength: 3 },
  ),
  waitedFor: fc.array(
    fc.record({
      reference: fc.oneof(
        fc.constantFrom('metaId:1', 'zernioAccountId:a', 'phoneNumberId:2', 'constructor'),
        fc.stringMatching(/^[a-z_.:-]{0,20}$/),
      ),
      parts: count,
    }),
    { maxLength: 3 },
  ),
});

import { describe, expect, it } from '@jest/globals';
import {
  aHealthyAccount,
  anyObservations,
  healthyObservations,
  holds,
  time,
  whatMetaDelivers,
  type ObservationsBuilder,
} from '@whence/attribution-testing';
import fc from 'fast-check';

import { findingCodes, severities, type Finding } from './finding.js';
import { findings } from './findings.js';

const foundOf = (account: ObservationsBuilder) => findings(account.build(), whatMetaDelivers);
const codesOf = (account: ObservationsBuilder) => foundOf(account).map(({ severity, code }) => `${severity}: ${code}`);

describe('nothing is wrong with an account', () => {
  it('that is heard of, whose links bring people, and whose subscription is as it should be', () => {
    expect(codesOf(aHealthyAccount())).toEqual([]);
    expect(codesOf(aHealthyAccount().on('messenger'))).toEqual([]);
    expect(codesOf(aHealthyAccount().on('whatsapp').opened({ withRef: 0 }))).toEqual([]);
  });

  it('that nobody writes to, and whose links nobody taps', () => {
    const nothing = {
      opened: 0,
      withRef: 0,
      withTextCode: 0,
      withDamagedCode: 0,
      withAmbiguousCodes: 0,
      unreadable: 0,
    };
    const quiet = aHealthyAccount().opened(nothing).clicked({ judged: 0, ledToConversation: 0, sinceLastEvent: 0 });
    expect(codesOf(quiet)).toEqual([]);
    expect(codesOf(quiet.lastHeard(500))).toEqual([]);
  });

  it('however many people write and tap, where all are heard and marked', () => {
    holds(
      'no finding about a healthy account',
      fc.property(healthyObservations, (healthy) => {
        expect(findings(healthy, whatMetaDelivers)).toEqual([]);
      }),
    );
  });
});

describe('a tap that was handed on', () => {
  it('is told of from the tenth person on who came by it', () => {
    const handedOn = aHealthyAccount().clicked({ reused: 1, mostPeopleByOne: 300 });
    expect(foundOf(handedOn)).toMatchObject([
      { code: 'click-reused', severity: 'notice', evidence: { clicks: 1, mostPeopleByOne: 300 } },
    ]);
    expect(codesOf(aHealthyAccount().clicked({ reused: 0, mostPeopleByOne: 9 }))).toEqual([]);
  });
});

describe('whether it is heard of', () => {
  it('no provider has ever told of it', () => {
    const unheard = aHealthyAccount().neverHeard();
    expect(codesOf(unheard)).toEqual(['critical: never-heard-of']);
    expect(codesOf(unheard.clicked({ judged: 0 }))).toEqual(['warning: never-heard-of']);
  });

  it('it is silent while people tap its links', () => {
    const silent = aHealthyAccount().lastHeard(24).clicked({ sinceLastEvent: 10 });
    expect(foundOf(silent)).toMatchObject([
      { code: 'silent', severity: 'critical', evidence: { lastEventAt: { at: time('12:00', 1) }, clicksSince: 10 } },
    ]);
  });

  it.each([
    ['nobody taps either', aHealthyAccount().lastHeard(24).clicked({ sinceLastEvent: 9 })],
    ['it was heard of within the day', aHealthyAccount().lastHeard(23.9).clicked({ sinceLastEvent: 1_000 })],
  ])('it is not silent where %s', (_, account) => {
    expect(codesOf(account)).toEqual([]);
  });

  it('one connection has fallen silent while another goes on', () => {
    const account = aHealthyAccount().alsoHeard(24.1, 'zernio');
    expect(foundOf(account)).toMatchObject([
      { code: 'connection-silent', severity: 'warning', evidence: { connectionId: 'con_zernio', provider: 'zernio' } },
    ]);
  });

  it.each([
    ['fell silent less than a day ago', 23],
    ['was given up a month ago', 31 * 24],
  ])('a connection that %s is left alone', (_, hoursAgo) => {
    expect(codesOf(aHealthyAccount().alsoHeard(hoursAgo, 'zernio'))).toEqual([]);
  });

  it('deliveries wait for an account that may be this one, under an id it lacks', () => {
    const account = aHealthyAccount().waitingFor('zernioAccountId:acc_1', 7);
    expect(foundOf(account)).toMatchObject([
      { code: 'unknown-account', severity: 'warning', evidence: { reference: 'zernioAccountId:acc_1', parts: 7 } },
    ]);
  });

  it('deliveries for another id of a kind it has are another account’s, unless it is never heard of', () => {
    const account = aHealthyAccount().waitingFor('metaId:17841400000000999');
    expect(codesOf(account)).toEqual([]);
    expect(codesOf(account.neverHeard())).toEqual(['critical: never-heard-of', 'warning: unknown-account']);
  });

  it('a phone number’s deliveries are no Instagram account’s', () => {
    expect(codesOf(aHealthyAccount().neverHeard().waitingFor('phoneNumberId:1'))).toEqual(['critical: never-heard-of']);
    const number = aHealthyAccount().on('whatsapp').knownBy('phone');
    expect(codesOf(number.waitingFor('phoneNumberId:1'))).toEqual(['warning: unknown-account']);
  });
});

describe('whether what ties people to links arrives', () => {
  const withoutRefs = aHealthyAccount().opened({ withRef: 0, withTextCode: 0 }).clicked({ ledToConversation: 0 });

  it('people tap and write, and never a ref comes', () => {
    expect(codesOf(withoutRefs)).toEqual(['critical: no-refs']);
    expect(foundOf(withoutRefs)).toMatchObject([{ remedy: expect.stringContaining('ice breaker') }]);
    expect(foundOf(withoutRefs.on('messenger'))).toMatchObject([{ remedy: expect.stringContaining('Get Started') }]);
  });

  it.each([
    ['the codes they type tell', withoutRefs.opened({ withTextCode: 10 })],
    ['refs come into threads that exist already', withoutRefs.clicked({ ledToConversation: 1 })],
  ])('it is less grave where %s', (_, account) => {
    expect(codesOf(account)).toEqual(['warning: no-refs']);
  });

  it.each([
    ['few people tapped', withoutRefs.clicked({ judged: 19 })],
    ['few people wrote', withoutRefs.opened({ opened: 4 })],
  ])('where %s nothing is said of refs that did not come', (_, account) => {
    expect(codesOf(account)).not.toContain('critical: no-refs');
  });

  it('on WhatsApp, people tap and write, and never a code comes', () => {
    expect(codesOf(withoutRefs.on('whatsapp'))).toEqual(['critical: no-codes']);
  });

  it('of twenty taps not one leads to a conversation', () => {
    const lost = aHealthyAccount().opened({ opened: 3, withRef: 0, withTextCode: 0, withDamagedCode: 0 });
    expect(foundOf(lost.clicked({ judged: 20, ledToConversation: 0 }))).toMatchObject([
      { code: 'clicks-lead-nowhere', severity: 'warning', evidence: { clicks: 20, clicksThatLedToConversation: 0 } },
    ]);
    expect(codesOf(lost.clicked({ judged: 19, ledToConversation: 0 }))).toEqual([]);
    expect(codesOf(lost.clicked({ judged: 20, ledToConversation: 1 }))).toEqual([]);
  });

  it('whoever came by a link’s code has been led, though nobody knows by which tap', () => {
    const account = aHealthyAccount().on('whatsapp').clicked({ judged: 500, ledToConversation: 0 });
    expect(codesOf(account.opened({ withRef: 0, withTextCode: 25 }))).toEqual([]);
    expect(codesOf(account.opened({ withRef: 0, withTextCode: 24 }))).toEqual(['warning: clicks-lead-nowhere']);
  });

  it('of who is not heard nothing more is said than that', () => {
    const account = aHealthyAccount().opened({ opened: 0, withRef: 0, withTextCode: 0, withDamagedCode: 0 });
    const nowhere = account.clicked({ ledToConversation: 0, sinceLastEvent: 60 });
    expect(codesOf(nowhere.neverHeard())).toEqual(['critical: never-heard-of']);
    expect(codesOf(nowhere.lastHeard(48))).toEqual(['critical: silent']);
  });

  it.each([
    [['warning: damaged-codes'], { withDamagedCode: 3, withTextCode: 27 }],
    [[], { withDamagedCode: 3, withTextCode: 28 }],
    [[], { withDamagedCode: 2, withTextCode: 0 }],
    [['warning: ambiguous-codes'], { withAmbiguousCodes: 3 }],
    [[], { withAmbiguousCodes: 2 }],
    [['warning: unreadable-messages'], { opened: 40, unreadable: 8 }],
    [[], { opened: 40, unreadable: 7 }],
    [[], { opened: 4, unreadable: 2 }],
  ])('finds %j where %j', (codes, opened) => {
    expect(codesOf(aHealthyAccount().opened(opened))).toEqual(codes);
  });
});

describe('whether the provider delivers what it can', () => {
  it.each([
    ['subscription', 'critical: subscription-missing'],
    ['webhook-inactive', 'critical: webhook-inactive'],
    ['webhook-url', 'critical: webhook-url'],
    ['webhook-secret', 'critical: webhook-unsigned'],
    ['ice-breakers', 'warning: ice-breakers-missing'],
    ['get-started', 'warning: get-started-missing'],
    ['field:messages', 'critical: field-missing'],
    ['field:messaging_referral', 'warning: field-missing'],
    ['field:message_echoes', 'notice: field-missing'],
    ['event:conversation.started', 'notice: event-missing'],
  ])('it lacks %s', (missing, finding) => {
    expect(codesOf(aHealthyAccount().lacking(missing))).toEqual([finding]);
    const [found] = foundOf(aHealthyAccount().lacking(missing));
    expect(found).toMatchObject({ evidence: { connectionId: 'con_meta', provider: 'meta-graph', missing } });
  });

  it('a field that is not subscribed to takes with it what it would carry', () => {
    expect(foundOf(aHealthyAccount().lacking('field:messages', 'field:messaging_referral'))).toMatchObject([
      { consequence: expect.stringContaining('which link somebody came by, the codes that people type') },
      { consequence: expect.not.stringContaining('codes that people type') },
    ]);
  });

  it('the worst comes first', () => {
    const account = aHealthyAccount().lacking('field:message_echoes', 'ice-breakers', 'subscription');
    expect(foundOf(account).map(({ severity }) => severity)).toEqual(['critical', 'warning', 'notice']);
  });

  it('it could not be asked, and says why', () => {
    const account = aHealthyAccount().compared({ outcome: 'unreachable', cause: '401: invalid key' });
    expect(foundOf(account)).toMatchObject([
      { code: 'provider-unreachable', severity: 'warning', evidence: { cause: '401: invalid key' } },
    ]);
  });

  it('nobody ever compared, or nobody does so any more', () => {
    expect(codesOf(aHealthyAccount().neverCompared())).toEqual(['notice: never-compared']);
    expect(codesOf(aHealthyAccount().comparedDaysAgo(3))).toEqual(['notice: compared-long-ago']);
    expect(codesOf(aHealthyAccount().comparedDaysAgo(2.9))).toEqual([]);
  });
});

describe('every finding', () => {
  const isWorded = ({ message, consequence, remedy }: Finding): boolean =>
    [message, consequence, remedy].every(
      (text) => /^\S.{20,}[.?]$/s.test(text) && !/undefined|NaN|Infinity/.test(text),
    );

  it('says what it does and what helps, the worst first, whatever was seen', () => {
    holds(
      'every finding has its consequence and its remedy',
      fc.property(anyObservations, (observations) => {
        const found = findings(observations, whatMetaDelivers);
        const incomplete = found.filter((finding) => !findingCodes.includes(finding.code) || !isWorded(finding));
        const grades = found.map(({ severity }) => severities.indexOf(severity));
        expect({ incomplete, grades }).toEqual({ incomplete: [], grades: [...grades].sort() });
      }),
    );
  });
});

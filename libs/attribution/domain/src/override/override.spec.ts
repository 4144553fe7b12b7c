import { describe, expect, it } from '@jest/globals';
import {
  aLink,
  aMessage,
  answer,
  aReferral,
  attributeSale,
  decide,
  decideSale,
  time,
} from '@whence/attribution-testing';

import type { Decision } from '../decision/decision.js';
import { revise, reviseOverride, type Attribution } from '../revision/revise.js';
import { applyOverride, withoutOverride } from './apply-override.js';
import type { OverrideFacts } from './credit-override.js';
import type { Override, OverrideTarget } from './override.js';

const anna = aLink('ANNA');
const ben = aLink('BEN').inCampaign('AUTUMN');
const links = [anna, ben];
const openedAt = time('10:00', 20);
const bensPrograms = [
  { programId: 'prg_BEN', version: 1, effectiveFrom: 0, windowDays: 30 },
  { programId: 'prg_BEN', version: 2, effectiveFrom: openedAt, windowDays: 30 },
  { programId: 'prg_BEN', version: 3, effectiveFrom: openedAt + 1, windowDays: 30 },
] as const;
const bensEnrollment = { partnerId: 'prt_BEN', programId: 'prg_BEN', enrolledFrom: 0, terms: bensPrograms } as const;
const facts: OverrideFacts = {
  links: [{ ...ben.build(), terms: bensPrograms }],
  enrollments: [bensEnrollment],
};

const because = (target: OverrideTarget): Override => ({
  ...target,
  reason: 'she told us on the phone who had sent her',
  madeAt: time('12:00'),
});
const toBen = because({ kind: 'link', linkId: ben.id });

const annas = aMessage(openedAt).withRefOf(anna);
const decided = (signals: Parameters<typeof decide>[0]): Decision => {
  const decision = decide(signals, { links });
  if (decision === undefined) throw new Error('the person has not written');
  return decision;
};

describe('an override', () => {
  it.each([
    ['credited to somebody else', [annas]],
    ['organic', [aMessage(openedAt)]],
    ['unattributed', [aMessage(openedAt).withRef('NOBODY')]],
  ])('stands above a decision that is %s', (_, seen) => {
    expect(answer(applyOverride(decided(seen), toBen, facts))).toBe('credited to BEN by manual');
  });

  it('to a link brings its partner, campaign and program, by the terms in force at the opening', () => {
    expect(applyOverride(decided([annas]), toBen, facts)).toMatchObject({
      credits: [
        {
          ...{ linkId: 'lnk_BEN', partnerId: 'prt_BEN', campaignId: 'cmp_AUTUMN' },
          ...{ programId: 'prg_BEN', programVersion: 2, shareMillionths: 1_000_000 },
        },
      ],
    });
  });

  it('may name another campaign beside the link', () => {
    const override = because({ kind: 'link', linkId: ben.id, campaignId: 'cmp_FAIR' });
    expect(applyOverride(decided([annas]), override, facts)).toMatchObject({
      credits: [{ partnerId: 'prt_BEN', campaignId: 'cmp_FAIR' }],
    });
  });

  it('needs no link that was active, and no partner whose membership lasted', () => {
    const ended = { ...facts, links: [ben.disabledAt(0).whosePartnerEndedAt(0).build()] };
    expect(applyOverride(decided([annas]), toBen, ended)).toMatchObject({ credits: [{ partnerId: 'prt_BEN' }] });
  });

  const creditsOfPartner = (enrollments: OverrideFacts['enrollments']): unknown => {
    const decision = applyOverride(decided([annas]), because({ kind: 'partner', partnerId: 'prt_BEN' }), {
      ...facts,
      enrollments,
    });
    return decision.status === 'credited' ? decision.credits : [];
  };
  const whole = { shareMillionths: 1_000_000 };
  const paid = { partnerId: 'prt_BEN', programId: 'prg_BEN', programVersion: 2, ...whole };

  it('to a partner pays under the one program he belonged to at the opening', () => {
    expect(creditsOfPartner([bensEnrollment])).toEqual([paid]);
    const other = { ...bensEnrollment, programId: 'prg_OTHER' } as const;
    expect(creditsOfPartner([bensEnrollment, { ...other, partnerId: 'prt_CEM' }])).toEqual([paid]);
    expect(creditsOfPartner([bensEnrollment, { ...other, enrolledFrom: openedAt + 1 }])).toEqual([paid]);
    expect(creditsOfPartner([bensEnrollment, { ...other, enrollmentEndedAt: openedAt }])).toEqual([paid]);
  });

  it('to a partner pays whose membership begins in the moment of the opening, or ends after it', () => {
    expect(creditsOfPartner([{ ...bensEnrollment, enrolledFrom: openedAt }])).toEqual([paid]);
    expect(creditsOfPartner([{ ...bensEnrollment, enrollmentEndedAt: openedAt + 1 }])).toEqual([paid]);
  });

  it('to a link credits the one it names among others, and names it though nothing else is known of it', () => {
    const two = { ...facts, links: [anna.build(), ...facts.links] };
    expect(applyOverride(decided([annas]), toBen, two)).toMatchObject({ credits: [{ partnerId: 'prt_BEN' }] });
    expect(applyOverride(decided([annas]), toBen, { ...facts, links: [] })).toHaveProperty('credits', [
      { linkId: 'lnk_BEN', ...whole },
    ]);
  });

  it('to a partner of several programs, or of none, names him and pays under no terms', () => {
    const named = [{ partnerId: 'prt_BEN', ...whole }];
    expect(creditsOfPartner([bensEnrollment, { ...bensEnrollment, programId: 'prg_OTHER' }])).toEqual(named);
    expect(creditsOfPartner([])).toEqual(named);
  });

  it('may name a campaign, with a partner or alone', () => {
    const both = because({ kind: 'partner', partnerId: 'prt_BEN', campaignId: 'cmp_FAIR' });
    expect(applyOverride(decided([annas]), both, facts)).toMatchObject({
      credits: [{ partnerId: 'prt_BEN', campaignId: 'cmp_FAIR' }],
    });
    const alone = applyOverride(decided([annas]), because({ kind: 'campaign', campaignId: 'cmp_FAIR' }), facts);
    expect(alone).toMatchObject({ credits: [{ campaignId: 'cmp_FAIR', ...whole }], matchType: 'manual' });
    expect(answer(alone)).toBe('credited to campaign FAIR by manual');
  });

  it('may say that nobody sent the person', () => {
    const decision = applyOverride(decided([annas]), because({ kind: 'organic' }), facts);
    expect(decision).toMatchObject({ status: 'organic', matchType: 'manual' });
    expect(decision).not.toHaveProperty('credits');
  });

  it('keeps what was seen and judged, and when the decision is final', () => {
    const { judged, finalAt, opening, flags } = decided([annas]);
    expect(applyOverride(decided([annas]), toBen, facts)).toMatchObject({ judged, finalAt, opening, flags });
  });

  it('in place of another override keeps what the evidence says beneath both', () => {
    const twice = applyOverride(applyOverride(decided([annas]), toBen, facts), because({ kind: 'organic' }), facts);
    expect(answer(twice)).toBe('organic');
    expect(withoutOverride(twice)).toEqual(decided([annas]));
  });

  it('goes for the sales after it under every model', () => {
    const sale = decideSale(time('11:00'), [annas], { links, settings: { model: 'linear' } });
    const overridden = sale && applyOverride(sale, toBen, facts);
    expect(attributeSale(time('11:00'), overridden)).toBe('attributed to BEN');
  });
});

describe('an override that is revoked', () => {
  it('leaves what there would have been, with what came in the meantime', () => {
    const before = decided([aMessage(openedAt)]);
    expect(withoutOverride(applyOverride(before, toBen, facts))).toEqual(before);
    const late = aReferral(openedAt - 1_000).withRefOf(anna);
    const since = applyOverride(decided([aMessage(openedAt), late]), toBen, facts);
    expect(answer(withoutOverride(since))).toBe('credited to ANNA by ref_code');
  });
});

describe('what stands on record', () => {
  const making = (hour: string, why: string) => ({ decidedAt: time(hour), because: why });
  const recorded = (decision: Decision, standing?: Attribution): Attribution =>
    revise(standing, decision, making('12:00', 'evidence-arrived')).attribution;
  const annasVersion = recorded(decided([annas]));
  const overridden = reviseOverride(annasVersion, { override: toBen, facts }, making('13:00', 'overridden'));

  it('is superseded by an override, after finality too, and says why', () => {
    expect(annasVersion.finalAt).toBeLessThan(time('13:00'));
    expect(overridden).toMatchObject({
      kind: 'superseded',
      supersedes: 1,
      attribution: {
        ...{
          version: 2,
          status: 'credited',
          matchType: 'manual',
          because: 'overridden',
          finalAt: annasVersion.finalAt,
        },
        credits: [{ partnerId: 'prt_BEN' }],
        overridden: { override: toBen, beneath: { matchType: 'ref_code', credits: [{ partnerId: 'prt_ANNA' }] } },
      },
    });
  });

  it('is the same whether the evidence is asked again or not', () => {
    const asked = revise(annasVersion, applyOverride(decided([annas]), toBen, facts), making('13:00', 'overridden'));
    expect(asked).toEqual(overridden);
  });

  it('is exactly what it was once the override is revoked, as a version of its own', () => {
    const revoked = reviseOverride(overridden.attribution, { facts }, making('14:00', 'override-revoked'));
    expect(revoked).toEqual({
      kind: 'superseded',
      supersedes: 2,
      attribution: { ...annasVersion, ...making('14:00', 'override-revoked'), version: 3 },
    });
  });

  it('changes by another reason or another target, and not by the same override again', () => {
    const again = (override: Override) =>
      reviseOverride(overridden.attribution, { override, facts }, making('14:00', 'overridden')).kind;
    expect(again(toBen)).toBe('unchanged');
    expect(again({ ...toBen, reason: 'the invoice says so' })).toBe('superseded');
    expect(again(because({ kind: 'organic' }))).toBe('superseded');
    expect(reviseOverride(annasVersion, { facts }, making('14:00', 'override-revoked')).kind).toBe('unchanged');
  });

  it('notes what the evidence has come to beneath an override', () => {
    const organic = applyOverride(decided([aMessage(openedAt)]), toBen, facts);
    const asked = revise(overridden.attribution, organic, making('14:00', 'evidence-arrived'));
    expect(asked).toMatchObject({
      kind: 'superseded',
      attribution: { matchType: 'manual', overridden: { beneath: { status: 'organic', credits: [] } } },
    });
  });

  it('knows an override by what it says, in whatever order its members are kept', () => {
    const shuffled = Object.fromEntries(Object.entries(toBen).reverse()) as unknown as Override;
    expect(reviseOverride(overridden.attribution, { override: shuffled, facts }, making('14:00', 'x')).kind).toBe(
      'unchanged',
    );
  });
});

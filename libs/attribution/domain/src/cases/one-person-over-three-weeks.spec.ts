import { describe, expect, it } from '@jest/globals';
import {
  aClick,
  aLink,
  aMessage,
  answer,
  aReferral,
  decide,
  time,
  type Given,
  type SignalBuilder,
} from '@whence/attribution-testing';

import { attributeConversion } from '../conversion/attribute-conversion.js';
import type { Decision } from '../decision/decision.js';
import { isFinal, revise } from '../revision/revise.js';

const day = 86_400_000;
const onDay = (number: number, ofDay: string): number => time(ofDay) + (number - 1) * day;

const anna = aLink('ANNA').withWindowDays(7);
const ben = aLink('BEN');
const cleo = aLink('CLEO');
const clickedAt = onDay(11, '18:04:10');
const given: Given = { links: [anna, ben, cleo], clicks: [aClick(ben, clickedAt)] };

const opensAnnasLink = aReferral(onDay(1, '09:00')).withRefOf(anna);
const writes = aMessage(onDay(11, '18:05')).named('mid.1');
const asZernioToldIt = writes.through('zernio').receivedAt(onDay(11, '18:05:02'));
const asMetaToldIt = writes.withTokenOf(ben, clickedAt).receivedAt(onDay(11, '18:05:09'));
const typesCleosCode = aMessage(onDay(11, '18:07')).named('mid.2').typingCodeOf(cleo);
const writesOnWhatsApp = aMessage(onDay(14, '12:00'))
  .onWhatsApp()
  .typingCodeOf(cleo)
  .inConversation('cnv_WHATSAPP', 'cha_WHATSAPP');
const lateCopy = aReferral(onDay(11, '18:04')).withRefOf(cleo).receivedAt(onDay(20, '10:00'));

const decided = (seen: readonly SignalBuilder[]): Decision => {
  const decision = decide(seen, given);
  if (decision === undefined) throw new Error('the person has not written');
  return decision;
};

const verdictOn = (decision: Decision, partner: string): string => {
  const judged = decision.judged.find(({ touch }) => touch.link?.partnerId === `prt_${partner}`);
  return judged?.verdicts.find(({ outcome }) => outcome === 'refused')?.reason ?? 'allowed';
};

describe('the worked example: Maria, over three weeks and two channels', () => {
  it('day 1: she opens Anna’s link and writes nothing, so there is no answer yet', () => {
    expect(answer(decide([opensAnnasLink], given))).toBe('not opened');
  });

  const plain = decided([opensAnnasLink, asZernioToldIt]);
  const whole = decided([opensAnnasLink, asZernioToldIt, asMetaToldIt]);

  it('day 11, 18:05:02: her first message arrives plain, and Anna’s touch is outside its window', () => {
    expect(answer(plain)).toBe('unattributed: outside-window');
  });

  it('day 11, 18:05:09: Meta’s copy of that message has Ben’s click, and version 2 credits him', () => {
    const first = revise(undefined, plain, { decidedAt: onDay(11, '18:05:02'), because: 'evidence-arrived' });
    const next = revise(first.attribution, whole, { decidedAt: onDay(11, '18:05:09'), because: 'evidence-arrived' });
    expect(answer(whole)).toBe('credited to BEN by click_token');
    expect(next).toMatchObject({ kind: 'superseded', supersedes: 1, attribution: { version: 2 } });
  });

  const withCode = decided([opensAnnasLink, asZernioToldIt, asMetaToldIt, typesCleosCode]);

  it('day 11, 18:07: Cleo’s code, typed in the grace, is allowed and loses to what was proven', () => {
    expect(verdictOn(withCode, 'CLEO')).toBe('allowed');
    expect(answer(withCode)).toBe('credited to BEN by click_token');
    expect(answer(decided([opensAnnasLink, asZernioToldIt, typesCleosCode]))).toBe('credited to CLEO by text_code');
  });

  const all = decided([opensAnnasLink, asZernioToldIt, asMetaToldIt, typesCleosCode, writesOnWhatsApp, lateCopy]);

  it('day 14: on WhatsApp she is the same contact, so her opening stays the one on Instagram', () => {
    expect(answer(all)).toBe('credited to BEN by click_token');
    expect(all.opening.conversationId).toBe(whole.opening.conversationId);
  });

  it('day 19, 18:05: the decision is final, and what is told on day 20 is not judged', () => {
    const { attribution } = revise(undefined, all, { decidedAt: onDay(14, '12:00'), because: 'evidence-arrived' });
    expect(attribution.finalAt).toBe(onDay(19, '18:05'));
    expect(isFinal(attribution, onDay(19, '18:04'))).toBe(false);
    expect(isFinal(attribution, onDay(19, '18:05'))).toBe(true);
    expect(all.judged.some(({ touch }) => touch.enteredAt === onDay(11, '18:04'))).toBe(false);
  });

  it('day 21: she buys, and the sale takes Ben’s credit with it', () => {
    const { attribution } = revise(undefined, all, { decidedAt: onDay(14, '12:00'), because: 'evidence-arrived' });
    expect(attributeConversion(onDay(21, '20:00'), attribution)).toMatchObject({
      status: 'attributed',
      credits: [{ partnerId: 'prt_BEN', programId: 'prg_BEN', campaignId: 'cmp_BEN', shareMillionths: 1_000_000 }],
    });
  });

  it('every answer is flagged: the first thing seen of her was a referral without a message', () => {
    for (const decision of [plain, whole, withCode, all]) expect(decision.flags).toEqual(['existing-thread']);
  });

  it('the explanation says why each of the others is not credited', () => {
    expect(verdictOn(all, 'ANNA')).toBe('outside-window');
    expect(verdictOn(all, 'BEN')).toBe('allowed');
    expect(all.judged.find(({ touch }) => touch.conversationId === 'cnv_WHATSAPP')?.verdicts[0]).toEqual({
      rule: 'entered-by-the-opening',
      outcome: 'refused',
      reason: 'entered-after-the-opening',
    });
  });
});

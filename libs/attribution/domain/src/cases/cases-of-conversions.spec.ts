import { describe, expect, it } from '@jest/globals';
import {
  aLink,
  aMessage,
  answer,
  attributeSale,
  decide,
  decideSale,
  shares,
  time,
  aReferral,
} from '@whence/attribution-testing';

import type { Decision, ModelName } from '../index.js';
import { isFinal, models, revise } from '../index.js';

const anna = aLink('ANNA');
const ben = aLink('BEN');
const links = [anna, ben];
const everyModel = Object.keys(models) as ModelName[];

const decided = (signals: Parameters<typeof decide>[0]): Decision => {
  const decision = decide(signals, { links });
  if (decision === undefined) throw new Error('the person has not written');
  return decision;
};

describe('the cases of conversions that settle the rules', () => {
  const plain = aMessage(time('10:00')).named('mid.1').through('zernio').receivedAt(time('10:00:02'));
  const whole = aMessage(time('10:00')).named('mid.1').withRefOf(anna);

  it("makes version 2 of the answer when Meta's copy brings the ref seven seconds later", () => {
    const made = { decidedAt: time('10:00:09'), because: 'evidence-arrived' };
    const first = revise(undefined, decided([plain]), made).attribution;
    const second = revise(first, decided([plain, whole.receivedAt(time('10:00:09'))]), made);
    expect(second).toMatchObject({
      kind: 'superseded',
      supersedes: 1,
      attribution: { version: 2, status: 'credited' },
    });
  });

  it("lets a sale at 10:00 follow Meta's copy with the ref that is received at 10:05", () => {
    const saleAt = time('10:00');
    const before = decided([plain]);
    const after = decided([plain, whole.receivedAt(time('10:05'))]);
    expect(attributeSale(saleAt, before)).toBe('unattributed: organic');
    expect(attributeSale(saleAt, after)).toBe('attributed to ANNA');
    const made = { decidedAt: time('10:05'), because: 'evidence-arrived' };
    const { attribution } = revise(revise(undefined, before, made).attribution, after, made);
    expect(attributeSale(saleAt, attribution)).toBe('attributed to ANNA');
  });

  it.each(everyModel)('makes one touch of one tap that is told three times, under %s', (model) => {
    const tap = [
      aReferral(time('10:00:00.100')).withRefOf(anna),
      aReferral(time('10:00:01')).through('zernio').stampedByVendor().withRefOf(anna),
      aMessage(time('10:00:40')).withRefOf(anna),
    ];
    const bensVisit = aReferral(time('10:00', 1)).withRefOf(ben);
    const given = { links, settings: { model } };
    expect(shares(decide(tap, given))).toEqual(['ANNA 1000000']);
    expect(shares(decideSale(time('11:00'), tap, given))).toEqual(['ANNA 1000000']);
    const parts = shares(decideSale(time('11:00'), [bensVisit, ...tap], { links, settings: { model } }));
    const half = ['BEN 500000', 'ANNA 500000'];
    const expected: Record<ModelName, readonly string[]> = {
      ...{ first_touch: ['BEN 1000000'], last_touch: ['ANNA 1000000'], last_non_direct: ['ANNA 1000000'] },
      ...{ linear: half, position_based: half, time_decay: ['ANNA 524735', 'BEN 475265'] },
    };
    expect(parts).toEqual(expected[model]);
  });

  it('keeps both answers of two contacts that are joined on the 20th, and gives later conversions the first: organic', () => {
    const instagram = aMessage(time('10:00', 19)).inConversation('cnv_INSTAGRAM');
    const whatsApp = aMessage(time('10:00', 15)).onWhatsApp().typingCodeOf(anna).inConversation('cnv_WHATSAPP');
    const made = { decidedAt: time('10:01', 15), because: 'conversation-opened' };
    const paid = revise(undefined, decided([whatsApp]), made).attribution;
    const joinedAt = time('10:00');
    expect(paid.status).toBe('credited');
    expect(isFinal(paid, joinedAt)).toBe(true);
    const joined = decided([instagram, whatsApp]);
    expect(joined.opening.conversationId).toBe('cnv_INSTAGRAM');
    expect(attributeSale(joinedAt, joined)).toBe('unattributed: organic');
    expect(attributeSale(time('11:00', 15), paid)).toBe('attributed to ANNA');
  });

  it("attributes a lead at 10:00:05 by the tenant's clock to a conversation opened at 10:00:06 by the platform's", () => {
    const opened = decided([aMessage(time('10:00:06')).withRefOf(anna)]);
    expect(attributeSale(time('10:00:05'), opened)).toBe('attributed to ANNA');
    expect(attributeSale(time('09:55:06'), opened)).toBe('attributed to ANNA');
    expect(attributeSale(time('09:55:05.999'), opened)).toBe('unattributed: precedes-the-conversation');
  });

  it.each(everyModel)('does not attribute a sale a day before the opening, under %s', (model) => {
    const seen = [aReferral(time('10:00', 3)).withRefOf(anna), aMessage(time('10:00')).withRefOf(anna)];
    const sale = decideSale(time('10:00', 1), seen, { links, settings: { model } });
    expect(attributeSale(time('10:00', 1), sale)).toBe('unattributed: precedes-the-conversation');
  });

  it('credits each of 300 people who enter by one token within a day to its link', () => {
    const clickedAt = time('10:00', 1);
    const answers = Array.from({ length: 300 }, (_, person) =>
      answer(decide([aMessage(clickedAt + person * 4 * 60_000).withTokenOf(anna, clickedAt)], { links })),
    );
    expect(new Set(answers)).toEqual(new Set(['credited to ANNA by click_token']));
  });
});

describe('more that follows for conversions', () => {
  it('parks what nobody has written for', () => {
    expect(attributeSale(time('10:00'), undefined)).toBe('parked');
    expect(decideSale(time('10:00'), [aReferral(time('09:00')).withRefOf(anna)], { links })).toBeUndefined();
  });

  it('inherits the answer of the contact under the first touch, whatever came since', () => {
    const seen = [aMessage(time('10:00', 20)).withRefOf(anna), aReferral(time('10:00', 1)).withRefOf(ben)];
    const sale = decideSale(time('10:00'), seen, { links });
    expect(attributeSale(time('10:00'), sale)).toBe('attributed to ANNA');
    expect(sale).toEqual(decide(seen, { links }));
  });
});

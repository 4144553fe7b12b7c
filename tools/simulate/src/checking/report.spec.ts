import { describe, expect, it } from '@jest/globals';

import { aBrand } from '../../test/a-brand.js';
import { participantOf } from '../brand/run.js';
import { earningsOn } from '../people/earnings.js';
import { planPeople } from '../people/plan-people.js';
import { truthOf } from '../people/truth.js';
import { judgePeople } from './judge-people.js';
import type { Answers, Conversation } from './read-answers.js';
import { moneyText, writeReport } from './report.js';

const brand = aBrand(0);
const people = planPeople(1, 200);
const knowable = people.filter(({ story }) => story.outcome.status === 'credited').length;

/** A Whence that is right about everybody. */
const conversations: readonly Conversation[] = people.flatMap((person) => {
  const { status, ...named } = truthOf(person, brand);
  if (status === 'never-wrote') return [];
  const channelAccountId = brand.accounts[person.channel].id;
  const participantId = participantOf(person, brand.run).id;
  return [{ id: `cnv_${person.number}`, channelAccountId, participantId, attribution: { status, ...named } }];
});

const ofPartner = (id: string) => people.filter((person) => truthOf(person, brand).partnerId === id);
const count = (id: string, wanted: string): number =>
  ofPartner(id).flatMap(({ conversions }) => conversions.filter(({ type }) => type === wanted)).length;

const answers: Answers = {
  conversations,
  funnel: new Map(
    brand.partners.map(({ id }) => [id, { key: id, leads: count(id, 'lead'), sales: count(id, 'sale') }]),
  ),
  balances: new Map(
    brand.partners.map(({ id }) => [
      id,
      ofPartner(id).reduce((sum, person) => sum + earningsOn(person, brand.terms), 0n),
    ]),
  ),
  parked: [],
  trialBalance: [{ currency: 'EUR', differenceMinor: '0' }],
};

const reported = (changes: Partial<Answers>) => {
  const all = { ...answers, ...changes };
  return writeReport(judgePeople(people, brand, all.conversations), brand, all);
};

const anna = brand.partners[0]!;
const [first, ...others] = conversations.filter(({ attribution }) => attribution?.partnerId === anna.id);
const but = (changed: Conversation) => conversations.map((each) => (each.id === changed.id ? changed : each));

describe('the report', () => {
  it('ends in one line where everything is right', () => {
    const { isRight, lines } = reported({});
    expect(isRight).toBe(true);
    expect(lines.at(-1)).toBe(`simulate: 200 people, 0 wrong credits, 0 missed of ${knowable} knowable`);
    expect(lines[1]).toMatch(new RegExp(`^Anna +\\d+ +${others.length + 1} +${others.length + 1} +0 +0 `));
  });

  it('shows whom Anna should have, and who is hers wrongly', () => {
    const toBen = { ...first!, attribution: { ...first!.attribution!, partnerId: brand.partners[1]!.id } };
    const { isRight, lines } = reported({ conversations: but(toBen) });
    expect(isRight).toBe(false);
    expect(lines.at(-1)).toMatch(/200 people, 1 wrong credits, 0 missed of \d+ knowable$/);
    expect(lines[1]).toMatch(/^Anna +\d+ +\d+ +\d+ +0 +1 /);
    expect(lines[2]).toMatch(/^Ben +\d+ +\d+ +\d+ +1 +0 /);
    expect(lines.some((line) => line.startsWith('wrong: person') && line.includes(first!.id))).toBe(true);
  });

  it('counts the missed', () => {
    const lost = { ...first!, attribution: { status: 'organic' as const } };
    expect(reported({ conversations: but(lost) }).lines.at(-1)).toMatch(/0 wrong credits, 1 missed of/);
  });

  it.each<readonly [string, Partial<Answers>]>([
    ['a cent is missing', { balances: new Map([...answers.balances, [anna.id, answers.balances.get(anna.id)! - 1n]]) }],
    ['a lead is', { funnel: new Map([...answers.funnel, [anna.id, { key: anna.id, leads: 0, sales: 0 }]]) }],
    ['a sale found nobody', { parked: ['a1b2c3-7-1'] }],
    ['the books do not balance', { trialBalance: [{ currency: 'EUR', differenceMinor: '-1' }] }],
    [
      'somebody has a conversation who was not there',
      { conversations: [...conversations, { ...first!, participantId: 'x' }] },
    ],
  ])('is not content where %s', (_, changes) => {
    const { isRight, lines } = reported(changes);
    expect(isRight).toBe(false);
    expect(lines.at(-1)).toMatch(/0 wrong credits, 0 missed of \d+ knowable, and the numbers differ$/);
  });
});

describe('money', () => {
  it('is written with its currency and cents', () => {
    expect([5n, 1999n, -250n].map((amount) => moneyText(amount, 'EUR'))).toEqual([
      'EUR 0.05',
      'EUR 19.99',
      'EUR -2.50',
    ]);
  });
});

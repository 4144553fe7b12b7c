import type { Brand, Partner } from '../brand/brand.js';
import { earningsOn } from '../people/earnings.js';
import { senderOf } from '../people/truth.js';
import type { JudgedPerson } from './judge-people.js';
import type { Answers } from './read-answers.js';

/** What should be, and what is. */
export interface Held<Value> {
  readonly expected: Value;
  readonly got: Value;
}

export interface PartnerTally {
  readonly name: string;
  /** People whom the partner truly sent, whether or not anything could tell. */
  readonly sent: number;
  /** Those of them that can be told to be hers. */
  readonly knowable: number;
  readonly credited: number;
  readonly wrong: number;
  readonly missed: number;
  readonly leads: Held<number>;
  readonly sales: Held<number>;
  readonly commissionMinor: Held<bigint>;
}

/** Sums up one partner: who is hers, and what it brought her. */
export const tallyPartner = (
  partner: Partner,
  judged: readonly JudgedPerson[],
  { brand, answers }: { readonly brand: Brand; readonly answers: Answers },
): PartnerTally => {
  const place = brand.partners.indexOf(partner);
  const hers = judged.filter(({ truth }) => truth.partnerId === partner.id);
  const givenToHer = judged.filter(({ answer }) => answer.partnerId === partner.id);
  const { leads = 0, sales = 0 } = answers.funnel.get(partner.id) ?? {};
  return {
    name: partner.name,
    sent: judged.filter(({ person }) => senderOf(person) === place).length,
    knowable: hers.length,
    credited: givenToHer.length,
    wrong: givenToHer.filter(({ judgement }) => judgement === 'wrong').length,
    missed: hers.filter(({ answer }) => answer.partnerId !== partner.id).length,
    leads: { expected: conversionsOf(hers, 'lead'), got: leads },
    sales: { expected: conversionsOf(hers, 'sale'), got: sales },
    commissionMinor: {
      expected: hers.reduce((sum, { person }) => sum + earningsOn(person, brand.terms), 0n),
      got: answers.balances.get(partner.id) ?? 0n,
    },
  };
};

const conversionsOf = (people: readonly JudgedPerson[], type: 'lead' | 'sale'): number =>
  people.flatMap(({ person }) => person.conversions).filter((conversion) => conversion.type === type).length;

export const isAsExpected = <Value>({ expected, got }: Held<Value>): boolean => expected === got;

import { describe, expect, it } from '@jest/globals';
import { earningsOfContact, type AttributedConversion, type ProgramTerms } from '@whence/affiliate-domain';

import { aBrand } from '../../test/a-brand.js';
import { earningsOn } from './earnings.js';
import type { Person } from './person.js';
import { planPeople } from './plan-people.js';

const { terms } = aBrand(0);
const earner = { partnerId: 'prt_Anna', programId: terms.programId, programVersion: 1 };

const programTerms = {
  ...earner,
  currency: terms.currency,
  holdDays: 30,
  saleLimit: undefined,
  rewards: [
    { kind: 'flat', on: 'lead', amountMinor: terms.leadMinor },
    { kind: 'percentage', on: 'sale', basisPoints: Number(terms.saleBasisPoints) },
  ],
} as unknown as ProgramTerms;

const attributed = ({ number, conversions }: Person): readonly AttributedConversion[] =>
  conversions.map(
    ({ type, amountMinor }, place) =>
      ({
        id: `cvn_${number}_${place}`,
        type,
        occurredAt: place,
        finalAt: 0,
        amount: amountMinor === undefined ? undefined : { amountMinor, currency: terms.currency },
        contactId: `ctc_${number}`,
        credits: [{ shareMillionths: 1_000_000, earner }],
      }) as unknown as AttributedConversion,
  );

describe('what a person brings her partner', () => {
  it('is to the cent what the program pays', () => {
    for (const person of planPeople(1, 500)) {
      const { earned } = earningsOfContact(attributed(person), [programTerms]);
      expect(earningsOn(person, terms)).toBe(earned.reduce((sum, { amount }) => sum + amount.amountMinor, 0n));
    }
  });
});

import {
  commissionsFor,
  type AttributedConversion,
  type Earned,
  type PendingCommission,
} from '@whence/affiliate-domain';

import { bookedAs } from '../builders/commission.mother.js';
import { aSale } from '../builders/conversion.builder.js';
import { aProgram } from '../builders/program.builder.js';

const tenPercent = aProgram().payingPercent(10, 'sale');

export const annasSale = aSale().by('ANNA');

export const earnedOn = (conversion: AttributedConversion): readonly Earned[] =>
  commissionsFor(conversion, [tenPercent], { openedAt: undefined, earnings: [] });

/** The first commission on a conversion, as it stands under that name. */
export const booked = (name: string, conversion: AttributedConversion): PendingCommission => {
  const [first] = earnedOn(conversion);
  if (first === undefined) throw new RangeError('nothing is earned on this conversion');
  return bookedAs(name, first);
};

export const annasCommission = booked('C1', annasSale);

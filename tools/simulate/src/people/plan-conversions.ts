import type { Chance } from '../chance.js';
import type { PlannedConversion } from './person.js';
import type { Story } from './story.js';

const leadProbability = { sent: 0.5, unsent: 0.25 };
const secondLeadProbability = 0.05;
const saleProbability = 0.55;
const furtherSaleProbability = 0.25;
const salesMax = 3;
const repeatProbability = 0.15;
const amountMinorMin = 199;
const amountMinorMax = 49_999;

/** What a person signs up for and buys. Amounts are crooked on purpose: percentages of them have to be rounded. */
export const planConversions = (story: Story, chance: Chance): readonly PlannedConversion[] => {
  if (story.outcome.status === 'never-wrote') return [];
  if (!chance.happens(leadProbability[story.sentBy === 'nobody' ? 'unsent' : 'sent'])) return [];
  const namedBy = chance.oneOf(['channel-identity', 'conversation', 'external-user'] as const);
  const leads = chance.happens(secondLeadProbability) ? 2 : 1;
  const conversions = [
    ...Array.from({ length: leads }, () => ({ type: 'lead' as const })),
    ...Array.from({ length: salesOf(chance) }, () => ({ type: 'sale' as const, amountMinor: amountMinor(chance) })),
  ];
  return conversions.map((conversion) => ({
    ...conversion,
    namedBy,
    isRepeated: chance.happens(repeatProbability),
    saysWhen: chance.happens(0.5),
  }));
};

const salesOf = (chance: Chance): number => {
  if (!chance.happens(saleProbability)) return 0;
  let sales = 1;
  while (sales < salesMax && chance.happens(furtherSaleProbability)) sales += 1;
  return sales;
};

const amountMinor = (chance: Chance): bigint =>
  BigInt(amountMinorMin + chance.below(amountMinorMax - amountMinorMin + 1));

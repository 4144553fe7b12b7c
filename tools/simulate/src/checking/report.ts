import type { Brand } from '../brand/brand.js';
import type { JudgedPerson } from './judge-people.js';
import type { Answers } from './read-answers.js';
import { writeTable } from './table.js';
import { isAsExpected, tallyPartner, type Held, type PartnerTally } from './tally.js';
import type { Truth } from '../people/truth.js';

export interface Report {
  /** To be printed; the last line sums up. */
  readonly lines: readonly string[];
  /** Whether everything is as it should be. */
  readonly isRight: boolean;
}

const differencesShownMax = 20;

/** What each partner got against what the script knows to be true. */
export const writeReport = (judged: readonly JudgedPerson[], brand: Brand, answers: Answers): Report => {
  const tallies = brand.partners.map((partner) => tallyPartner(partner, judged, { brand, answers }));
  const differing = judged.filter(({ judgement }) => judgement !== 'right');
  const strangers = countStrangers(judged, answers);
  const isRight =
    differing.length === 0 &&
    strangers === 0 &&
    answers.parked.length === 0 &&
    tallies.every(isMoneyRight) &&
    answers.trialBalance.every(isBalanced);
  return {
    isRight,
    lines: [
      ...writeTable(partnerColumns, tallies.map(partnerCells(brand.terms.currency))),
      'leads and sales: found/true; commission: true, and as the balance has it',
      '',
      ...otherLines(judged, answers),
      ...(strangers === 0 ? [] : [`conversations of nobody who took part: ${strangers}`]),
      ...(answers.parked.length === 0 ? [] : [`conversions that found nobody: ${answers.parked.join(', ')}`]),
      ...differing.slice(0, differencesShownMax).map(differenceLine),
      ...(differing.length > differencesShownMax ? [`… and ${differing.length - differencesShownMax} more`] : []),
      '',
      summary(judged, { isRight }),
    ],
  };
};

const partnerColumns = [
  'partner',
  'sent',
  'knowable',
  'credited',
  'wrong',
  'missed',
  'leads',
  'sales',
  'commission',
  'balance',
];

const partnerCells =
  (currency: string) =>
  (tally: PartnerTally): readonly string[] => [
    tally.name,
    ...[tally.sent, tally.knowable, tally.credited, tally.wrong, tally.missed].map(String),
    heldText(tally.leads),
    heldText(tally.sales),
    moneyText(tally.commissionMinor.expected, currency),
    moneyText(tally.commissionMinor.got, currency),
  ];

/** Those whom no partner is paid for, and the books. */
const otherLines = (judged: readonly JudgedPerson[], { trialBalance }: Answers): readonly string[] => {
  const line = (name: string, isOne: (truth: Truth) => boolean): string => {
    const expected = judged.filter(({ truth }) => isOne(truth));
    const got = judged.filter(({ answer }) => isOne(answer));
    return `${name}: ${expected.length} expected, ${got.length} found`;
  };
  return [
    line('credited to the ad', ({ adId }) => adId !== undefined),
    line('organic', ({ status }) => status === 'organic'),
    line('unattributed', ({ status }) => status === 'unattributed'),
    line('never wrote', ({ status }) => status === 'never-wrote'),
    ...trialBalance.map(({ currency, differenceMinor }) => `trial balance ${currency}: difference ${differenceMinor}`),
  ];
};

const summary = (judged: readonly JudgedPerson[], { isRight }: { readonly isRight: boolean }): string => {
  const count = (judgement: JudgedPerson['judgement']): number =>
    judged.filter((each) => each.judgement === judgement).length;
  const knowable = judged.filter(({ truth }) => truth.status === 'credited').length;
  const [wrong, missed, other] = [count('wrong'), count('missed'), count('other')];
  const more = other > 0 ? `, ${other} otherwise different` : '';
  const money = !isRight && wrong + missed + other === 0 ? ', and the numbers differ' : '';
  return `simulate: ${judged.length} people, ${wrong} wrong credits, ${missed} missed of ${knowable} knowable${more}${money}`;
};

const isMoneyRight = ({ leads, sales, commissionMinor }: PartnerTally): boolean =>
  isAsExpected(leads) && isAsExpected(sales) && isAsExpected(commissionMinor);

const isBalanced = ({ differenceMinor }: Answers['trialBalance'][number]): boolean => differenceMinor === '0';

/** Each person has one conversation at most; whatever is left over belongs to nobody. */
const countStrangers = (judged: readonly JudgedPerson[], { conversations }: Answers): number =>
  conversations.length - judged.filter(({ conversationId }) => conversationId !== undefined).length;

const differenceLine = ({ person, truth, answer, judgement, conversationId }: JudgedPerson): string =>
  `${judgement}: person ${person.number} on ${person.channel} ${person.story.name}: expected ${JSON.stringify(truth)}, got ${JSON.stringify(answer)}${conversationId === undefined ? '' : ` (${conversationId})`}`;

const heldText = ({ expected, got }: Held<number>): string => `${got}/${expected}`;

/** `EUR 12.34`. */
export const moneyText = (amountMinor: bigint, currency: string): string => {
  const digits = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(3, '0');
  return `${currency} ${amountMinor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

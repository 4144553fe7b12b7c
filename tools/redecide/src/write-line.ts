import type {
  CreditHolder,
  CreditTallies,
  CreditTally,
  EffectCounts,
  FieldChange,
  Redecision,
  TermsDifference,
} from '@whence/attribution-application';

type ConversionType = TermsDifference['type'];

const effectNames = { 'would-change': 'would change', 'stays-final': 'stays: final' } as const;
const singular: Readonly<Record<ConversionType, string>> = { opening: 'conversation', lead: 'lead', sale: 'sale' };
const plural: Readonly<Record<ConversionType, string>> = { opening: 'conversations', lead: 'leads', sale: 'sales' };
const types: readonly ConversionType[] = ['opening', 'lead', 'sale'];

/** One difference in one line, such as `would change  ctc_…  sale cvn_…  status: attributed → unattributed`. */
export const lineOf = ({ effect, contactId, type, id, changes }: TermsDifference): string => {
  const what = type === 'opening' ? singular.opening : `${singular[type]} ${id}`;
  return [effectNames[effect], contactId, what, changes.map(textOf).join('; ')].join('  ');
};

/** How many would be otherwise, and then who would have how much of them. */
export const summaryOf = (workspaceId: string, { contacts, effects, credits, finalityMoves }: Redecision): string[] => {
  const lines = [
    `${contacts} contacts decided about again under other terms; nothing was changed`,
    ...types.map((type) => `${plural[type]}: ${textOfEffects(effects[type])}`),
    ...(finalityMoves === 0 ? [] : [`${finalityMoves} that are not final would be final at another moment`]),
    ...[...credits].sort(inOrder).map(textOfCredits),
  ];
  return lines.map((line) => `${workspaceId}: ${line}`);
};

const textOfEffects = (counts: EffectCounts): string =>
  [
    `${counts['would-change']} would change`,
    `${counts['stays-final']} would have, and stay: final`,
    `${counts.same} the same`,
    ...(counts.incomparable === 0 ? [] : [`${counts.incomparable} incomparable (npm run verify-attributions)`]),
  ].join(', ');

/** Partners first. */
const inOrder = ([one]: readonly [CreditHolder, unknown], [other]: readonly [CreditHolder, unknown]): number =>
  Number(other.startsWith('prt_')) - Number(one.startsWith('prt_')) || (one < other ? -1 : 1);

const textOfCredits = ([holder, tallies]: readonly [CreditHolder, CreditTallies]): string => {
  const told = types.filter((type) => Object.values(tallies[type]).some((millionths) => millionths > 0));
  return `${holder}  ${told.map((type) => `${plural[type]} ${textOfTally(tallies[type])}`).join('; ')}`;
};

const textOfTally = ({ now, then, hadNothingBeenFinal }: CreditTally): string =>
  `${now} → ${then}${then === hadNothingBeenFinal ? '' : ` (${hadNothingBeenFinal} had nothing been final)`}`;

const textOf = ({ field, recorded, decided }: FieldChange): string =>
  `${field}: ${shown(recorded)} → ${shown(decided)}`;

const shown = (value: string | number | undefined): string => value?.toString() ?? 'nothing';

import type { Attribution, Commission, Conversion, Touchpoint } from './answers.js';
import { explanationOf, theConversationOf } from './look.js';
import type { System } from './the-system.js';

/** What is on record about one person, without what must differ between two: his own ids, and when we heard of it. */
export interface EndState {
  readonly openedAt: string | null;
  readonly attribution: object;
  readonly touchpoints: readonly object[];
  readonly conversions: readonly object[];
  /** Those that stand; what was accrued and reversed on the way depends on the way. */
  readonly commissions: readonly string[];
}

/** Ids that two people share, by a name to read. */
type Names = ReadonlyMap<string, string>;

export const endStateOf = async (
  system: System,
  { participantId, names }: { readonly participantId: string; readonly names: Names },
): Promise<EndState> => {
  const conversation = await theConversationOf(system, participantId);
  const { touchpoints } = await explanationOf(system, conversation);
  const conversions = (await system.api.all<Conversion>('/v1/conversions')).filter(
    ({ contactId }) => contactId === conversation.contactId,
  );
  const conversionIds = new Set(conversions.map(({ id }) => id));
  const commissions = (await system.api.all<Commission>('/v1/commissions')).filter(({ conversionId }) =>
    conversionIds.has(conversionId),
  );
  return {
    openedAt: conversation.openedAt,
    attribution: conversation.attribution === null ? {} : comparable(conversation.attribution, names),
    touchpoints: toEntries(touchpoints, names),
    conversions: conversions.map((conversion) => toComparable(conversion, names)).sort(asText),
    commissions: commissions
      .filter(({ status }) => status !== 'reversed')
      .map(
        ({ on, amount, partnerId }) => `${on} ${amount.amountMinor} ${amount.currency} for ${nameOf(partnerId, names)}`,
      )
      .sort(),
  };
};

const comparable = ({ version: _version, decidedAt: _decidedAt, ...rest }: Attribution, names: Names): object => ({
  ...rest,
  ...(rest.partnerId === undefined ? {} : { partnerId: nameOf(rest.partnerId, names) }),
});

const toEntries = (touchpoints: readonly Touchpoint[], names: Names): readonly object[] => {
  const entries = [...new Set(touchpoints.map(({ entryId }) => entryId))];
  return touchpoints.map(({ entryId, seenBy, matchType, enteredAt, evidence, verdicts }) => ({
    entry: entries.indexOf(entryId),
    seenBy: seenBy.map((id) => nameOf(id, names)).sort(),
    matchType,
    enteredAt,
    evidence,
    verdicts,
  }));
};

const toComparable = ({ type, status, reason, amount, attribution }: Conversion, names: Names): object => ({
  type,
  status,
  reason,
  amount,
  attribution: attribution === null ? null : comparable(attribution, names),
});

const nameOf = (id: string, names: Names): string => names.get(id) ?? id;

const asText = (one: object, other: object): number => {
  const [left, right] = [JSON.stringify(one), JSON.stringify(other)];
  return left < right ? -1 : Number(left > right);
};

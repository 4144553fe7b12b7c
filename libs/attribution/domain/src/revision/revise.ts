import { compareTexts } from '../compare-texts.js';
import type { Decision } from '../decision/decision.js';
import { contentOfCredits, type Credit } from '../crediting/credit.js';
import type { ClickId, ConversationId, LinkId } from '../ids.js';
import type { Inference, NobodyInferred } from '../inference/inference.js';
import { answerOfOverride } from '../override/apply-override.js';
import type { OverrideFacts } from '../override/credit-override.js';
import type { Override } from '../override/override.js';
import type { Instant } from '../time.js';
import type { DecisionMatchType } from '../touchpoint/match-type.js';

/** An answer as it is kept on record. */
export interface RecordedAnswer {
  readonly status: Decision['status'];
  readonly reason?: string;
  readonly matchType?: DecisionMatchType;
  readonly credits: readonly Credit[];
}

/** A decision as it stands on record. */
export interface Attribution extends RecordedAnswer {
  readonly version: number;
  readonly conversationId: ConversationId;
  readonly openedAt: Instant;
  readonly finalAt: Instant;
  readonly decidedAt: Instant;
  /** Why this version came to be. */
  readonly because: string;
  readonly flags: readonly string[];
  /** Present while a person's answer is in force; `beneath` is the answer again once it is revoked. */
  readonly overridden?: { readonly override: Override; readonly beneath: RecordedAnswer };
  /** Present where a guess was made; what was weighed when this version came to be. */
  readonly inference?: RecordedInference;
}

/** A guess as it is kept on record. */
export interface RecordedInference {
  readonly outcome: 'inferred' | NobodyInferred['reason'];
  /** The likeliest first. */
  readonly candidates: readonly {
    readonly linkId: LinkId;
    readonly clickId: ClickId;
    /** From 0 to 1. */
    readonly likelihood: number;
    readonly reasons: readonly string[];
  }[];
}

export type Revision =
  | { readonly kind: 'unchanged'; readonly attribution: Attribution }
  | { readonly kind: 'decided'; readonly attribution: Attribution }
  | { readonly kind: 'superseded'; readonly attribution: Attribution; readonly supersedes: number };

/** When a version is made, and why. */
export interface Making {
  readonly decidedAt: Instant;
  readonly because: string;
}

/** Compares what was decided now with what stands: an equal answer changes nothing, another one is the next version. */
export const revise = (standing: Attribution | undefined, decision: Decision, making: Making): Revision => {
  const { opening, finalAt, flags, overridden, inference } = decision;
  const { conversationId, openedAt } = opening;
  const decided = {
    ...recordedAnswer(decision),
    ...{ conversationId, openedAt, finalAt, flags },
    ...(overridden && {
      overridden: { override: overridden.override, beneath: recordedAnswer(overridden.beneath) },
    }),
    ...(inference && { inference: recordedInference(inference) }),
  };
  return standing === undefined
    ? { kind: 'decided', attribution: { ...decided, ...making, version: 1 } }
    : supersede(standing, decided, making);
};

/**
 * Puts an override in force on what stands, or takes it back where there is none any more, and asks no evidence: once a
 * decision is final nothing but a person's word may change it. A word that is in force already is not asked about again.
 */
export const reviseOverride = (
  standing: Attribution,
  { override, facts }: { readonly override?: Override; readonly facts: OverrideFacts },
  making: Making,
): Revision => {
  const { overridden, conversationId, openedAt, finalAt, flags } = standing;
  if (isSameOverride(overridden?.override, override)) return { kind: 'unchanged', attribution: standing };
  const beneath = overridden?.beneath ?? recordedAnswer(standing);
  const answer =
    override === undefined
      ? beneath
      : { ...recordedAnswer(answerOfOverride(override, openedAt, facts)), overridden: { override, beneath } };
  return supersede(standing, { ...answer, conversationId, openedAt, finalAt, flags }, making);
};

/** Somebody who turned out to be another contact is answered for there, and brought nobody new: nobody is credited with him. */
export const reviseAbsorbed = (standing: Attribution, making: Making): Revision => {
  const { conversationId, openedAt, finalAt, flags } = standing;
  const answer = { status: 'unattributed', reason: joinedWithAnother, credits: [] } as const;
  return supersede(standing, { ...answer, conversationId, openedAt, finalAt, flags }, making);
};

/** The reason of what a contact loses when it is joined with one that wrote earlier. */
export const joinedWithAnother = 'joined-with-another-contact';

export const isFinal = (attribution: Pick<Attribution, 'finalAt'>, asOf: Instant): boolean =>
  asOf >= attribution.finalAt;

type Unversioned = Omit<Attribution, 'version' | keyof Making>;

const supersede = (standing: Attribution, decided: Unversioned, making: Making): Revision => {
  if (contentOf(standing) === contentOf(decided)) return { kind: 'unchanged', attribution: standing };
  const attribution = { ...decided, ...making, version: standing.version + 1 };
  return { kind: 'superseded', attribution, supersedes: standing.version };
};

/** The answer alone, of a decision or of what stands. */
export const recordedAnswer = ({
  status,
  ...answer
}: Partial<RecordedAnswer> & Pick<RecordedAnswer, 'status'>): RecordedAnswer => ({
  status,
  ...(answer.reason === undefined ? {} : { reason: answer.reason }),
  ...(answer.matchType === undefined ? {} : { matchType: answer.matchType }),
  credits: answer.credits ?? [],
});

const recordedInference = (inference: Inference): RecordedInference => ({
  outcome: inference.kind === 'inferred' ? 'inferred' : inference.reason,
  candidates: inference.candidates.map(({ link, click, likelihood, reasons }) => ({
    linkId: link.id,
    clickId: click.id,
    likelihood,
    reasons,
  })),
});

/** The parts that make two versions the same answer; when and why it was given are not among them. */
const contentOf = (decided: Unversioned): string =>
  JSON.stringify([
    ...contentOfAnswer(decided),
    decided.conversationId,
    decided.openedAt,
    decided.finalAt,
    decided.flags,
    decided.overridden && [
      contentOfOverride(decided.overridden.override),
      ...contentOfAnswer(decided.overridden.beneath),
    ],
  ]);

const contentOfAnswer = (answer: RecordedAnswer): readonly unknown[] => [
  answer.status,
  answer.reason,
  answer.matchType,
  contentOfCredits(answer.credits),
];

const isSameOverride = (one: Override | undefined, other: Override | undefined): boolean =>
  JSON.stringify(one && contentOfOverride(one)) === JSON.stringify(other && contentOfOverride(other));

/** In an order of its own: what is read back from a database has its members in another. */
const contentOfOverride = (override: Override): readonly unknown[] =>
  Object.entries(override).sort(([one], [other]) => compareTexts(one, other));

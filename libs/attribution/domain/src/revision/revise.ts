import type { Decision } from '../decision/decision.js';
import { contentOfCredits, type Credit } from '../crediting/credit.js';
import type { ConversationId } from '../ids.js';
import type { Instant } from '../time.js';
import type { MatchType } from '../touchpoint/match-type.js';

/** A decision as it stands on record. */
export interface Attribution {
  readonly version: number;
  readonly status: Decision['status'];
  readonly reason?: string;
  readonly matchType?: MatchType;
  readonly credits: readonly Credit[];
  readonly conversationId: ConversationId;
  readonly openedAt: Instant;
  readonly finalAt: Instant;
  readonly decidedAt: Instant;
  /** Why this version came to be. */
  readonly because: string;
  readonly flags: readonly string[];
}

export type Revision =
  | { readonly kind: 'unchanged'; readonly attribution: Attribution }
  | { readonly kind: 'decided'; readonly attribution: Attribution }
  | { readonly kind: 'superseded'; readonly attribution: Attribution; readonly supersedes: number };

/** Compares what was decided now with what stands: an equal answer changes nothing, another one is the next version. */
export const revise = (
  standing: Attribution | undefined,
  decision: Decision,
  { decidedAt, because }: { readonly decidedAt: Instant; readonly because: string },
): Revision => {
  const version = (standing?.version ?? 0) + 1;
  const attribution = toAttribution(decision, { version, decidedAt, because });
  if (standing === undefined) return { kind: 'decided', attribution };
  if (answerOf(standing) === answerOf(attribution)) return { kind: 'unchanged', attribution: standing };
  return { kind: 'superseded', attribution, supersedes: standing.version };
};

export const isFinal = (attribution: Pick<Attribution, 'finalAt'>, asOf: Instant): boolean =>
  asOf >= attribution.finalAt;

const toAttribution = (
  decision: Decision,
  made: { readonly version: number; readonly decidedAt: Instant; readonly because: string },
): Attribution => ({
  ...made,
  status: decision.status,
  ...(decision.status === 'unattributed' ? { reason: decision.reason } : {}),
  ...(decision.status === 'credited' ? { matchType: decision.matchType } : {}),
  credits: decision.status === 'credited' ? decision.credits : [],
  conversationId: decision.opening.conversationId,
  openedAt: decision.opening.openedAt,
  finalAt: decision.finalAt,
  flags: decision.flags,
});

/** The parts that make two versions the same answer; when and why it was given are not among them. */
const answerOf = (attribution: Attribution): string =>
  JSON.stringify([
    attribution.status,
    attribution.reason,
    attribution.matchType,
    contentOfCredits(attribution.credits),
    attribution.conversationId,
    attribution.openedAt,
    attribution.finalAt,
    attribution.flags,
  ]);

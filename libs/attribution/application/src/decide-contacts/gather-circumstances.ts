import {
  inferenceGapMs,
  mayBeInferred,
  resolve,
  type Around,
  type Opening,
  type SignalCopy,
  type WorkspaceId,
} from '@whence/attribution-domain';

import { namesOfClicks } from '../ports/guesses.js';
import type { Stores } from '../ports/stores.js';
import type { Dossier } from './gather-dossiers.js';

/** More clicks than that within ten minutes say nothing about any one of them. */
const recentClicksMax = 200;

/** What happened about when a conversation opened of which nothing else tells, where the workspace wants guesses. */
export const gatherCircumstances = async (
  stores: Stores,
  { evidence, contact }: Omit<Dossier, 'around'>,
  workspaceId: WorkspaceId,
): Promise<Around | undefined> => {
  if (evidence.settings.inference === 'off') return undefined;
  const decision = resolve(evidence);
  if (decision === undefined || !mayBeInferred(decision)) return undefined;

  const { guesses, catalogue } = stores;
  const { channel, channelAccountId, openedAt, precisionMs } = decision.opening;
  const during = { channel, from: openedAt - inferenceGapMs, to: openedAt + precisionMs, limit: recentClicksMax };
  const clicks = await guesses.clicks(during);
  if (clicks.length === 0) return { clicks: [], links: [], otherOpenings: [] };
  const linkIds = [...new Set(clicks.map(({ linkId }) => linkId))];
  const links = await catalogue.linksNamed(workspaceId, { linkIds, refCodes: [], textCodes: [] });
  const names = namesOfClicks(clicks, links);
  const known = await guesses.namedByEvidence(names.flat());
  const opened = { contactId: contact.id, channelAccountId, openedAt };
  const language = languageOf(evidence.copies, decision.opening);
  return {
    ...(language === undefined ? {} : { language }),
    links,
    clicks: clicks.map((click, place) => ({
      ...click,
      isMatched: (names[place] ?? []).some((name) => known.has(name)),
    })),
    otherOpenings: await guesses.unexplainedBeside(opened, inferenceGapMs),
  };
};

/** Of what the conversation was opened with; copies that tell different ones come in some order, and the answer may not. */
const languageOf = (copies: readonly SignalCopy[], { signalKey }: Opening): string | undefined =>
  copies.flatMap(({ key, language }) => (key === signalKey && language !== undefined ? [language] : [])).sort()[0];

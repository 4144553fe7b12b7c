import { setTimeout as sleep } from 'node:timers/promises';

import type { Brand } from '../brand/brand.js';
import { participantOf } from '../brand/run.js';
import type { Api } from '../http/api.js';
import type { Person } from '../people/person.js';
import { SimulationProblem } from '../simulation-problem.js';
import { conversionReports } from './conversion-reports.js';

const conversationWithinMs = 120_000;
const pollMs = 250;

interface Reporting {
  readonly api: Api;
  readonly brand: Brand;
  /** UTC milliseconds. */
  readonly now: () => number;
}

/** Whether a person's conversions can be reported before their messages have been worked off. */
export const convertsAtOnce = ({ convertsLater, conversions }: Person): boolean =>
  !convertsLater && conversions.every(({ namedBy }) => namedBy !== 'conversation');

/** Reports what a person signed up for and bought, as the brand's own shop would; some of it twice. */
export const reportConversions = async (person: Person, { api, brand, now }: Reporting): Promise<void> => {
  if (person.conversions.length === 0) return;
  const needsConversation = person.conversions.some(({ namedBy }) => namedBy === 'conversation');
  const conversationId = needsConversation ? await conversationOf(person, { api, brand, now }) : undefined;
  for (const [place, report] of conversionReports(person, { brand, at: now(), conversationId }).entries()) {
    await api.post('/v1/conversions', report);
    if (person.conversions[place]?.isRepeated === true) await api.post('/v1/conversions', report);
    await sleep(1);
  }
};

/** Waits until the person's conversation can be looked up, as a shop would that was only told the chat. */
const conversationOf = async (person: Person, { api, brand, now }: Reporting): Promise<string> => {
  const account = brand.accounts[person.channel].id;
  const participant = encodeURIComponent(participantOf(person, brand.run).id);
  const path = `/v1/conversations?channelAccountId=${account}&participantId=${participant}`;
  for (const startedAt = now(); now() - startedAt < conversationWithinMs; await sleep(pollMs)) {
    const { items } = await api.get<{ readonly items: readonly { readonly id: string }[] }>(path);
    if (items[0] !== undefined) return items[0].id;
  }
  throw new SimulationProblem(
    `person ${person.number} (${person.story.name}) wrote, and after ${conversationWithinMs / 1_000} s there is no conversation: GET ${path}`,
  );
};

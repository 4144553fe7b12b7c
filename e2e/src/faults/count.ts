import type { Crowd } from './crowd.js';

/** What came of everything that was sent, by each who has to know of it. */
export interface Counts {
  readonly deliveries: {
    readonly sent: number;
    readonly acknowledged: number;
    readonly stored: number;
    readonly decided: number;
    readonly projected: number;
    readonly paid: number;
  };
  readonly taps: {
    readonly sent: number;
    readonly acknowledged: number;
    readonly stored: number;
    readonly projected: number;
  };
  /** Each of them is a broken promise. */
  readonly wrong: {
    /** Acknowledged, and not there. */
    readonly lost: readonly string[];
    /** There more than once. */
    readonly doubled: readonly string[];
    /** There, and never sent. */
    readonly invented: readonly string[];
    /** Decided, but not as it was. */
    readonly credited: readonly string[];
  };
}

/** Counts once everything is worked off. */
export const countOf = async (crowd: Crowd): Promise<Counts> => {
  const conversations = await crowd.conversations();
  const stored = conversations.map(({ participantId }) => participantId);
  const clicks = await crowd.clicks();
  const projected = await crowd.projected();
  const acknowledged = { writers: answersOf(crowd.writers), taps: answersOf(crowd.taps) };
  const sent = new Set(crowd.writers.map(({ name }) => name));
  const decided = conversations.filter(({ attribution }) => attribution !== null);
  return {
    deliveries: {
      sent: crowd.writers.length,
      acknowledged: acknowledged.writers.length,
      stored: stored.length,
      decided: decided.length,
      projected: projected.conversations,
      paid: await crowd.openingsPaid(),
    },
    taps: {
      sent: crowd.taps.length,
      acknowledged: acknowledged.taps.length,
      stored: clicks.length,
      projected: projected.clicks,
    },
    wrong: {
      lost: [...missing(acknowledged.writers, stored), ...missing(acknowledged.taps, clicks)],
      doubled: [...repeated(stored), ...repeated(clicks)],
      invented: stored.filter((participantId) => !sent.has(participantId)),
      credited: decided
        .filter(({ attribution }) => attribution?.partnerId !== crowd.anna.id)
        .map(({ participantId }) => participantId),
    },
  };
};

/** One line for each kind. */
export const tell = (what: string, { deliveries, taps }: Counts): string =>
  [
    `${what}:`,
    `  deliveries: ${inWords(deliveries)}`,
    ...(taps.sent === 0 ? [] : [`  taps:       ${inWords(taps)}`]),
    '',
  ].join('\n');

const inWords = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, number]) => `${number} ${name}`)
    .join(', ');

const answersOf = (sent: readonly { readonly answer: string | undefined }[]): readonly string[] =>
  sent.flatMap(({ answer }) => (answer === undefined ? [] : [answer]));

const missing = (wanted: readonly string[], there: readonly string[]): readonly string[] => {
  const found = new Set(there);
  return wanted.filter((one) => !found.has(one));
};

const repeated = (all: readonly string[]): readonly string[] => all.filter((one, place) => all.indexOf(one) !== place);

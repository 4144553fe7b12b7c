import type { Figures, Rounds, Side } from './figures.js';

export interface RoundsOptions {
  readonly rounds: number;
  /** Hears of each side's figures as they come. */
  readonly say: (line: string) => void;
}

/**
 * Measures the sides in turn, round after round, every other round backwards: a machine that grows slower or faster
 * favours nobody.
 */
export const measureRounds = async (sides: readonly Side[], { rounds, say }: RoundsOptions): Promise<Rounds> => {
  const measured = new Map<string, Figures[]>(sides.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round += 1) {
    const inTurn = round % 2 === 1 ? sides : [...sides].reverse();
    for (const side of inTurn) {
      const figures = await side.run();
      measured.get(side.name)?.push(figures);
      say(`  round ${round} of ${rounds}  ${side.name}: ${Math.round(figures.perSecond)}/s`);
    }
  }
  return measured;
};

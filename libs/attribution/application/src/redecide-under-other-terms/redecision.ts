import type { ProgramId } from '@whence/attribution-domain';

import type { Conversion } from '../ports/conversions.js';
import type { OtherTerms } from './other-terms.js';
import type { RedecidedContact } from './redecide-contact.js';
import type { Effect } from './redecided.js';
import { tallyCredits, type CreditHolder, type CreditTallies } from './tally-credits.js';

/** What deciding about everybody under other terms comes to. */
export interface Redecision {
  readonly contacts: number;
  readonly effects: Readonly<Record<Conversion['type'], EffectCounts>>;
  /** Decisions that are not final, and would be at another moment. */
  readonly finalityMoves: number;
  readonly credits: ReadonlyMap<CreditHolder, CreditTallies>;
  /** Programs of the terms that nothing on record names: perhaps they are another workspace's, or misspelt. */
  readonly unnamedPrograms: readonly ProgramId[];
}

export type EffectCounts = Readonly<Record<Effect, number>>;

const none: EffectCounts = { same: 0, 'would-change': 0, 'stays-final': 0, incomparable: 0 };

/** Adds contact to contact, and holds no contact: what grows is the list of partners. */
export class RunningRedecision {
  private contacts = 0;
  private finalityMoves = 0;
  private effects: Redecision['effects'] = { opening: none, lead: none, sale: none };
  private readonly credits = new Map<CreditHolder, CreditTallies>();
  private readonly unnamedPrograms: Set<ProgramId>;

  constructor({ programs }: OtherTerms) {
    this.unnamedPrograms = new Set(programs.keys());
  }

  add({ redecided, finalityMoves }: RedecidedContact): void {
    this.contacts += 1;
    if (finalityMoves) this.finalityMoves += 1;
    for (const one of redecided) {
      const counts = this.effects[one.type];
      this.effects = { ...this.effects, [one.type]: { ...counts, [one.effect]: counts[one.effect] + 1 } };
      tallyCredits(this.credits, one);
    }
  }

  /** Terms of these programs have a part in what was decided. */
  named(programIds: ReadonlySet<ProgramId>): void {
    for (const programId of programIds) this.unnamedPrograms.delete(programId);
  }

  total(): Redecision {
    const { contacts, effects, finalityMoves, credits, unnamedPrograms } = this;
    return { contacts, effects, finalityMoves, credits, unnamedPrograms: [...unnamedPrograms] };
  }
}

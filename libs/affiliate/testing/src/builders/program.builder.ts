import type { ConversionType, ProgramTerms, Reward, SaleLimit } from '@whence/affiliate-domain';

import { idFor, minor } from './names.js';

/** Valid terms that can be changed word by word: `aProgram().paying(percent(7.5), 'sale')`. Without rewards they pay nothing. */
export class ProgramBuilder implements ProgramTerms {
  readonly programId!: ProgramTerms['programId'];
  readonly programVersion!: number;
  readonly currency!: string;
  readonly rewards!: readonly Reward[];
  readonly holdDays!: number;
  readonly saleLimit!: SaleLimit | undefined;

  private constructor(terms: ProgramTerms) {
    Object.assign(this, terms);
  }

  static called(name: string): ProgramBuilder {
    return new ProgramBuilder({
      programId: idFor('prg', name),
      programVersion: 1,
      currency: 'EUR',
      rewards: [],
      holdDays: 30,
      saleLimit: undefined,
    });
  }

  inVersion(programVersion: number): ProgramBuilder {
    return this.with({ programVersion });
  }

  inCurrency(currency: string): ProgramBuilder {
    return this.with({ currency });
  }

  /** 7.5 stands for 7.5 %. */
  payingPercent(percent: number, on: ConversionType): ProgramBuilder {
    const basisPoints = Math.round(percent * 100);
    return this.with({ rewards: [...this.rewards, { kind: 'percentage', on, basisPoints }] });
  }

  payingFlat(amount: string, on: ConversionType): ProgramBuilder {
    return this.with({ rewards: [...this.rewards, { kind: 'flat', on, amountMinor: minor(amount) }] });
  }

  holding(holdDays: number): ProgramBuilder {
    return this.with({ holdDays });
  }

  limitedTo(saleLimit: SaleLimit): ProgramBuilder {
    return this.with({ saleLimit });
  }

  private with(change: Partial<ProgramTerms>): ProgramBuilder {
    return new ProgramBuilder({ ...this, ...change });
  }
}

/** The program that credits name unless they say otherwise. */
export const aProgram = (name = 'CREATORS'): ProgramBuilder => ProgramBuilder.called(name);

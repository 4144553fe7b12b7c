export interface Parcel {
  readonly id: string;
  readonly to: string;
}

/** PostgreSQL as a store of parcels sees it: it answers, fails, hangs, or does what it is asked and says nothing. */
export class ParcelTable {
  readonly rows = new Map<string, Parcel>();
  readonly order: string[] = [];
  mood: 'answers' | 'is away' | 'hangs' | 'stores and breaks' = 'answers';
  attempts = 0;
  private readonly hanging: (() => void)[] = [];

  readonly store = async (parcels: readonly Parcel[]): Promise<void> => {
    this.attempts += 1;
    if (this.mood === 'is away') throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    if (this.mood === 'hangs') await new Promise<void>((resolve) => this.hanging.push(resolve));
    if (parcels.some(({ id }) => id.startsWith('poison'))) throw Object.assign(new Error('bad'), { code: '22021' });
    for (const parcel of parcels) {
      if (!this.rows.has(parcel.id)) this.order.push(parcel.id);
      this.rows.set(parcel.id, parcel);
    }
    if (this.mood === 'stores and breaks') throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
  };

  /** What hung goes on where it was. */
  comeBack(): void {
    this.mood = 'answers';
    for (const goOn of this.hanging.splice(0)) goOn();
  }
}

export const parcel = (id: string, to = 'wsp_brand'): Parcel => ({ id, to });

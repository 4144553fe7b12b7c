import type { CatchUpRequest, CatchUpSource, CaughtUpDelivery, CaughtUpFound } from '../src/index.js';

/** A message that was found; one that brings more than a webhook would have is not told by its id. */
export const aCard = (id: string, { bringsMore = false } = {}): CaughtUpDelivery => ({
  event: 'card-found',
  address: bringsMore ? `more ${id}` : id,
  body: Buffer.from(JSON.stringify({ cards: [{ id, to: 'brand' }] })),
  ...(bringsMore ? {} : { platformMessageId: id }),
});

export const lastPage: CaughtUpFound['ended'] = { kind: 'page', hasGaps: false };

/** A provider whose answers are written down beforehand: one list for each account. */
export class ScriptedSource implements CatchUpSource {
  readonly provider = 'zernio';
  readonly asked: CatchUpRequest[] = [];
  private readonly script = new Map<string, (CaughtUpFound | Error)[]>();

  willAnswer(account: string, ...answers: readonly (CaughtUpFound | Error)[]): void {
    this.script.set(account, [...answers]);
  }

  find(request: CatchUpRequest): Promise<CaughtUpFound> {
    this.asked.push(request);
    const answer = this.script.get(request.account.value)?.shift() ?? { found: [], ended: lastPage };
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  }

  askedAbout(account: string): readonly CatchUpRequest[] {
    return this.asked.filter((request) => request.account.value === account);
  }
}

/** One request of a burst. */
export interface Sent<Answer> {
  readonly name?: string;
  /** Set once it was acknowledged; without it, nobody knows what became of it. */
  readonly answer: Answer | undefined;
  /** Sends the very same again. */
  readonly again?: () => Promise<void>;
}

interface Pending extends Sent<string> {
  answer: string | undefined;
  readonly send: () => Promise<string>;
}

const atOnce = 32;

/** Many requests, many of them under way at any time, in a random order. */
export class Burst {
  private readonly requests: Pending[] = [];

  add(send: () => Promise<string>, known: Pick<Sent<string>, 'again' | 'name'> = {}): Sent<string> {
    const request: Pending = { ...known, send, answer: undefined };
    this.requests.splice(Math.floor(Math.random() * (this.requests.length + 1)), 0, request);
    return request;
  }

  get acknowledged(): number {
    return this.requests.filter(({ answer }) => answer !== undefined).length;
  }

  get unacknowledged(): number {
    return this.requests.length - this.acknowledged;
  }

  /** Sends all of them. What fails stays unacknowledged. */
  run(): Promise<void> {
    return this.send(() => undefined);
  }

  /** Sends all of them; while half is still on its way, `strike` happens, and what follows may fail. */
  async runUntilHalfIsAcknowledged(strike: () => Promise<void>): Promise<void> {
    let struck: Promise<void> | undefined;
    await this.send(() => {
      if (this.acknowledged * 2 >= this.requests.length) struck ??= strike();
    });
    if (struck === undefined) throw new Error('the burst was over before half of it was acknowledged');
    await struck;
  }

  private async send(onAcknowledged: () => void): Promise<void> {
    const waiting = [...this.requests];
    const work = async (): Promise<void> => {
      for (let request = waiting.shift(); request !== undefined; request = waiting.shift()) {
        try {
          request.answer = await request.send();
        } catch {
          continue;
        }
        onAcknowledged();
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }
}

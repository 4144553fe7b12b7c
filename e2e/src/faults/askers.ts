import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const askers = 8;
const pollMs = 20;

/** Status of an answer, or why there was none. */
export type Answer = number | string;

/** Those who ask one process again and again, on connections that are kept open. */
export class Askers {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 2 * askers });

  constructor(private readonly key: string) {}

  /** Asks for as long as the process at this address wants to be asked; answers what came back. */
  async askUntilUnready(url: string, path: string): Promise<ReadonlySet<Answer>> {
    const seen = new Set<Answer>();
    const unready = new AbortController();
    const askOn = async (): Promise<void> => {
      while (!unready.signal.aborted) seen.add(await this.ask(url + path));
    };
    const watch = async (): Promise<void> => {
      while ((await this.ask(`${url}/health/ready`)) === 200) await sleep(pollMs);
      unready.abort();
    };
    await Promise.all([...Array.from({ length: askers }, askOn), watch()]);
    return seen;
  }

  close(): void {
    this.agent.destroy();
  }

  private ask(url: string): Promise<Answer> {
    return new Promise((answer) => {
      const sent = get(url, { agent: this.agent, headers: { authorization: `Bearer ${this.key}` } }, (response) => {
        response.resume();
        response.on('end', () => answer(response.statusCode ?? 'no status'));
      });
      sent.on('error', (error) => answer(error.message));
    });
  }
}

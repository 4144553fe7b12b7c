import type { Brand } from '../brand/brand.js';
import { patientFetch } from '../http/patient-fetch.js';
import { SimulationProblem } from '../simulation-problem.js';
import type { Delivery } from './compose-deliveries.js';

/** Brings webhooks to Whence, some of them twice, and keeps back what is to arrive late. */
export class Postman {
  /** Requests that were taken. */
  delivered = 0;
  private readonly keptBack: Delivery[] = [];

  constructor(private readonly connections: Brand['connections']) {}

  async take(delivery: Delivery): Promise<void> {
    if (delivery.isHeld) {
      this.keptBack.push(delivery);
      return;
    }
    await this.bring(delivery);
    if (delivery.repeats === 'later') this.keptBack.push(delivery);
  }

  /** What was kept back so far; each is brought once. */
  late(): readonly Delivery[] {
    return this.keptBack.splice(0);
  }

  async bring(delivery: Delivery): Promise<void> {
    const times = delivery.repeats === 'at-once' ? 2 : 1;
    await Promise.all(Array.from({ length: times }, () => this.post(delivery)));
  }

  private async post({ provider, body, headers }: Delivery): Promise<void> {
    const { webhookUrl } = this.connections[provider];
    const response = await patientFetch(webhookUrl, { method: 'POST', headers, body: new Uint8Array(body) });
    const answer = await response.text();
    if (!response.ok) {
      throw new SimulationProblem(`a ${provider} webhook was answered with ${response.status}: ${answer}`);
    }
    this.delivered += 1;
  }
}

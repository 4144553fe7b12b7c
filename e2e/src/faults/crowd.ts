import type { Conversation } from '../answers.js';
import { Brand, type Link, type Partner } from '../brand.js';
import { Burst, type Sent } from '../burst.js';
import { rowsAs } from '../database.js';
import { deliver } from '../deliveries/deliver.js';
import { linkReferral } from '../deliveries/message.js';
import { metaMessage } from '../deliveries/meta-graph.js';
import { whatsAppMessage } from '../deliveries/whatsapp-cloud.js';
import { zernioMessage } from '../deliveries/zernio.js';
import { commissionsOf, funnelRow } from '../look.js';
import { aPerson, freshMessageId } from '../person.js';
import { codeIn, tap } from '../tap.js';
import type { System } from '../the-system.js';

interface Writer {
  /** As conversations name the person. */
  readonly participantId: string;
  readonly send: () => Promise<void>;
}

/** Everybody whom Anna sent to one brand: people who write through one of the providers, and people who tap a link. */
export class Crowd {
  readonly writers: Sent<string>[] = [];
  readonly taps: Sent<string>[] = [];

  private constructor(
    readonly system: System,
    readonly brand: Brand,
    readonly anna: Partner,
    private readonly links: { readonly instagram: Link; readonly whatsapp: Link },
  ) {}

  static async on(system: System): Promise<Crowd> {
    const brand = await Brand.on(system);
    const anna = await brand.partner('Anna');
    const [instagram, whatsapp] = [await brand.link(anna, 'instagram'), await brand.link(anna, 'whatsapp')];
    return new Crowd(system, brand, anna, { instagram, whatsapp });
  }

  /** Many who write and tap, not sent yet. */
  aBurst({ deliveries, taps }: { readonly deliveries: number; readonly taps: number }): Burst {
    const burst = new Burst();
    for (let turn = 0; turn < deliveries; turn += 1) {
      const { participantId, send } = this.aWriter(turn);
      const once = async (): Promise<string> => {
        await send();
        return participantId;
      };
      this.writers.push(burst.add(once, { again: send, name: participantId }));
    }
    for (let turn = 0; turn < taps; turn += 1) {
      this.taps.push(burst.add(async () => codeIn(await tap(this.links.whatsapp)).slice(-6)));
    }
    return burst;
  }

  /** What was never acknowledged is delivered again, as providers do; answers how much that was. */
  async deliverAgain(): Promise<number> {
    const unknown = this.writers.filter(({ answer }) => answer === undefined);
    for (const { again } of unknown) await again?.();
    return unknown.length;
  }

  /** Everybody's conversation. */
  async conversations(): Promise<readonly Conversation[]> {
    const ids = Object.values(this.brand.accounts).map(({ id }) => id);
    const lists = ids.map((id) => this.system.api.all<Conversation>(`/v1/conversations?channelAccountId=${id}`));
    return (await Promise.all(lists)).flat();
  }

  /** The click part of every click that is stored. */
  async clicks(): Promise<readonly string[]> {
    const sql = 'SELECT click_part FROM attribution.click WHERE link_id = $1';
    const statement = { sql, params: [this.links.whatsapp.id] };
    const rows = await rowsAs<{ click_part: string }>(this.system, { role: 'whence_worker' }, statement);
    return rows.map(({ click_part: clickPart }) => clickPart);
  }

  async openingsPaid(): Promise<number> {
    return (await commissionsOf(this.system, this.anna)).length;
  }

  async projected(): Promise<{ readonly conversations: number; readonly clicks: number }> {
    const ofAnna = await funnelRow(this.system, 'partner', this.anna.id);
    const ofTheLink = await funnelRow(this.system, 'link', this.links.whatsapp.id);
    return { conversations: ofAnna?.conversations ?? 0, clicks: ofTheLink?.clicks ?? 0 };
  }

  /** Somebody new, sent by Anna, through each of the providers in turn. */
  private aWriter(turn: number): Writer {
    const person = aPerson();
    const typed = { id: freshMessageId(), text: `Hi! ${this.links.whatsapp.textCode}`, at: Date.now() };
    const referred = { ...typed, text: 'Hi!', referral: linkReferral(this.links.instagram.refCode) };
    const { instagram, whatsapp } = this.brand.accounts;
    const { zernio, 'meta-graph': meta, 'whatsapp-cloud': cloud } = this.brand.connections;
    const ways = [
      { participantId: person.igsid, send: () => deliver(zernio, zernioMessage(instagram, person, referred)) },
      { participantId: person.igsid, send: () => deliver(meta, metaMessage(instagram, person, referred)) },
      { participantId: person.phone, send: () => deliver(cloud, whatsAppMessage(whatsapp, person, typed)) },
    ] as const;
    return ways[turn % ways.length] ?? ways[0];
  }
}

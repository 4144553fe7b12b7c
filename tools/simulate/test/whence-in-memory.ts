import { RecordSignals } from '@whence/attribution-application';
import {
  classifyVisitor,
  type AdFacts,
  type ClickClaims,
  type ClickId,
  type LinkFacts,
  type LinkId,
} from '@whence/attribution-domain';
import { toAttributionBody } from '@whence/attribution-persistence';
import {
  connectionOf,
  FixedClock,
  InMemoryUnitOfWork,
  PlainFingerprints,
  theWorkspace,
} from '@whence/attribution-testing';
import { metaGraphAdapter } from '@whence/channel-meta-graph';
import { whatsappCloudAdapter } from '@whence/channel-whatsapp-cloud';
import { zernioAdapter } from '@whence/channel-zernio';
import { makeClickPart, makeTextCode, writeCodeWithClick } from '@whence/codes';
import { parseJson } from '@whence/platform/json';

import type { Brand, Provider } from '../src/brand/brand.js';
import type { Conversation } from '../src/checking/read-answers.js';
import type { Channel } from '../src/people/story.js';
import type { Delivery } from '../src/playing/compose-deliveries.js';
import type { Tap } from '../src/playing/tap-link.js';

export const adapters = {
  zernio: zernioAdapter,
  'meta-graph': metaGraphAdapter,
  'whatsapp-cloud': whatsappCloudAdapter,
} as const satisfies Record<Provider, unknown>;

/** Whence without a server: its translators and its deciding, over stores in memory, behind the simulation's stage. */
export class WhenceInMemory {
  private readonly unitOfWork = new InMemoryUnitOfWork();
  private readonly clock = new FixedClock(0);
  private readonly recordSignals = new RecordSignals(this.unitOfWork, this.clock, {
    fingerprints: new TokensInDisguise(),
    languageOf: () => undefined,
  });
  private readonly links = new Map<string, { readonly facts: LinkFacts; readonly channel: Channel }>();
  private clicks = 0;

  constructor(
    private readonly brand: Brand,
    private readonly now: () => number,
  ) {
    for (const partner of brand.partners) {
      for (const [channel, link] of Object.entries(partner.links)) {
        const known = { facts: this.linkFacts(partner.id, channel as Channel, link), channel: channel as Channel };
        this.links.set(link.shortUrl, known);
        this.unitOfWork.state.links.push(known.facts);
      }
    }
    const { id, externalId, campaignId } = brand.ad;
    this.unitOfWork.state.ads.push({ id, externalId, campaignId, terms: [] } as unknown as AdFacts);
    for (const [channel, { id: accountId, handle }] of Object.entries(brand.accounts)) {
      const id = accountId as `cha_${string}`;
      this.unitOfWork.state.accounts.push({ id, channel: channel as Channel, externalId: accountId, handle });
    }
  }

  readonly tap = (shortUrl: string, userAgent: string): Promise<Tap> => {
    const { facts, channel } = this.links.get(shortUrl)!;
    const clickId = `clk_${(this.clicks += 1)}` as ClickId;
    const clickPart = makeClickPart(this.clicks);
    const clickedAt = this.now();
    const { kind: visitor, clientClass } = classifyVisitor({ method: 'GET', userAgent });
    const click = { id: clickId, linkId: facts.id, channel, clickedAt, visitor, clientClass, visitorId: 'somebody' };
    this.unitOfWork.state.clicks.push({ ...click, ...(channel === 'whatsapp' ? { clickPart } : {}) });
    const code = writeCodeWithClick(facts.textCode as ReturnType<typeof makeTextCode>, clickPart);
    return Promise.resolve(
      channel === 'whatsapp' ? { draft: `Hi! ${code}` } : { ref: `${facts.id}=${clickId}=${clickedAt}` },
    );
  };

  readonly receive = async ({ provider, body }: Delivery): Promise<void> => {
    this.clock.set(this.now());
    const read = parseJson(body, { depthMax: 64 });
    const { signals } = adapters[provider].translate(read.kind === 'json' ? read.value : undefined);
    await this.recordSignals.run({
      workspaceId: theWorkspace,
      deliveries: [
        {
          connectionId: connectionOf(provider),
          provider,
          receivedAt: this.now(),
          signals: signals.map((signal) => ({ signal, channelAccountId: this.accountOf(signal.account.value) })),
        },
      ],
    });
  };

  conversations(): readonly Conversation[] {
    const { conversations, decisions } = this.unitOfWork.state;
    return conversations.flatMap(({ id, channelAccountId, participantId, contactId }) => {
      const decision = decisions.get(contactId)?.at(-1);
      if (decision === undefined) return [];
      return [{ id, channelAccountId, participantId, attribution: toAttributionBody(decision, this.now()) }];
    });
  }

  private linkFacts(
    partnerId: string,
    channel: Channel,
    link: { readonly id: string; readonly campaignId: string },
  ): LinkFacts {
    const drawn = this.unitOfWork.state.links.length * 7_919 + 104_729;
    const facts = { id: link.id, campaignId: link.campaignId, partnerId, programId: this.brand.terms.programId };
    const account = this.brand.accounts[channel].id;
    const codes = { refCode: link.id.toUpperCase(), textCode: makeTextCode(drawn) };
    return { ...facts, ...codes, channelAccountId: account, activeFrom: 0, terms: [] } as unknown as LinkFacts;
  }

  private accountOf(value: string): `cha_${string}` {
    const account = Object.values(this.brand.accounts).find((each) => [each.platformId, each.zernioId].includes(value));
    return account!.id as `cha_${string}`;
  }
}

/** A click token that anyone could write: what makes a real one hard to forge is not at stake here. */
class TokensInDisguise extends PlainFingerprints {
  override readClickToken(ref: string): ClickClaims | undefined {
    const [, linkId, clickId, clickedAt] = /^(lnk_\w+)=(clk_\w+)=(\d+)$/.exec(ref) ?? [];
    if (linkId === undefined) return undefined;
    return { linkId: linkId as LinkId, clickId: clickId as ClickId, clickedAt: Number(clickedAt) };
  }
}

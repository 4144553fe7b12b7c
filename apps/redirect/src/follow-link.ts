import type { RecordedClick } from '@whence/attribution-application';
import type { LinkId, Visitor, WorkspaceId } from '@whence/attribution-domain';
import { compileTarget, leadsAnywhere, LinksUnavailable, type LinksInMemory, type RedirectLink } from '@whence/catalog';
import type { MasterKey } from '@whence/platform/crypto';
import type { Clock } from '@whence/platform/process';

import { askedLanguage } from './asked-language.js';
import { marksWithoutClick, mintClick, type MintedClick } from './mint-click.js';
import { RememberedVisitors } from './remembered-visitors.js';
import { visitorIdOf } from './visitor-id.js';

/** A request for a link. Nothing of it goes into the target but, by way of the look-up, the key. */
export interface LinkRequest {
  readonly key: string;
  readonly method: string;
  readonly address: string;
  readonly userAgent: string;
  readonly purpose?: string | undefined;
  readonly referrer?: string | undefined;
  readonly acceptLanguage?: string | undefined;
}

export type FollowedLink =
  | { readonly kind: 'sent-on'; readonly target: string }
  | { readonly kind: 'unknown-link' }
  | { readonly kind: 'link-not-active' }
  /** Whether there is such a link cannot be told now. */
  | { readonly kind: 'links-unavailable'; readonly why: string };

export interface FollowLinkParts {
  readonly links: Pick<LinksInMemory, 'known' | 'lookUp'>;
  /** Resolves once the click would outlive this process; rejects where that cannot be had. */
  readonly keepClick: (click: RecordedClick) => Promise<unknown>;
  readonly keys: MasterKey;
  readonly clock: Clock;
}

/** Finds where a link leads, and keeps the click before anybody is sent there. Rejects where it could not be kept. */
export class FollowLink {
  private readonly visitors = new RememberedVisitors();

  constructor(private readonly parts: FollowLinkParts) {}

  async run(request: LinkRequest): Promise<FollowedLink> {
    // Keys are lower case; whoever copies one from a poster may not be.
    const key = request.key.toLowerCase();
    const link = this.parts.links.known(key);
    return link === undefined ? this.followLookedUp(key, request) : this.follow(link, request);
  }

  private async followLookedUp(key: string, request: LinkRequest): Promise<FollowedLink> {
    try {
      const link = await this.parts.links.lookUp(key);
      return link === undefined ? { kind: 'unknown-link' } : await this.follow(link, request);
    } catch (error) {
      if (error instanceof LinksUnavailable) return { kind: 'links-unavailable', why: `${error.message}.` };
      throw error;
    }
  }

  private async follow(link: RedirectLink, request: LinkRequest): Promise<FollowedLink> {
    const at = this.parts.clock.now();
    if (!leadsAnywhere(link, at)) return { kind: 'link-not-active' };
    // Whoever asks for headers only does not go anywhere: no click, and no token that could pass for one.
    if (request.method === 'HEAD') return sentTo(compileTarget(link, link.account, marksWithoutClick(link)));

    const click = mintClick(link, at, this.parts.keys);
    const target = compileTarget(link, link.account, click.marks);
    if (target !== undefined) await this.parts.keepClick(this.recordOf(link, click, request));
    return sentTo(target);
  }

  private recordOf(link: RedirectLink, click: MintedClick, request: LinkRequest): RecordedClick {
    const workspaceId = link.workspaceId as WorkspaceId;
    const { address, userAgent } = request;
    const language = askedLanguage(request.acceptLanguage);
    return {
      workspaceId,
      id: click.id,
      linkId: link.linkId as LinkId,
      channel: link.channel,
      clickedAt: click.clickedAt,
      ...(click.clickPart === undefined ? {} : { clickPart: click.clickPart }),
      ...whoIs(this.visitors.classify(request)),
      ...(language === undefined ? {} : { language }),
      visitorId: visitorIdOf({ workspaceId, address, userAgent, at: click.clickedAt }, this.parts.keys),
    };
  }
}

const whoIs = (visitor: Visitor) =>
  visitor.kind === 'person'
    ? ({ visitor: 'person', clientClass: visitor.clientClass } as const)
    : ({ visitor: 'robot', robotReason: visitor.reason, clientClass: visitor.clientClass } as const);

/** An account that people cannot be led to makes its links lead nowhere. */
const sentTo = (target: string | undefined): FollowedLink =>
  target === undefined ? { kind: 'link-not-active' } : { kind: 'sent-on', target };

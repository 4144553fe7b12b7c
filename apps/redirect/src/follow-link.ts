import type { RecordClick } from '@whence/attribution-application';
import { classifyVisitor, type LinkId, type Visitor, type WorkspaceId } from '@whence/attribution-domain';
import { compileTarget, leadsAnywhere, type RedirectLink, type RedirectLinks } from '@whence/catalog';
import type { MasterKey } from '@whence/platform/crypto';
import type { Clock } from '@whence/platform/process';

import { marksWithoutClick, mintClick, type MintedClick } from './mint-click.js';
import { visitorIdOf } from './visitor-id.js';

/** A request for a link. Nothing of it goes into the target but, by way of the look-up, the key. */
export interface LinkRequest {
  readonly key: string;
  readonly method: string;
  readonly address: string;
  readonly userAgent: string;
  readonly purpose?: string | undefined;
  readonly referrer?: string | undefined;
}

export type FollowedLink =
  | { readonly kind: 'sent-on'; readonly target: string }
  | { readonly kind: 'unknown-link' }
  | { readonly kind: 'link-not-active' };

export interface FollowLinkParts {
  readonly links: RedirectLinks;
  readonly recordClick: RecordClick;
  readonly keys: MasterKey;
  readonly clock: Clock;
}

/** Finds where a link leads, and keeps the click before anybody is sent there. Rejects where it could not be kept. */
export class FollowLink {
  constructor(private readonly parts: FollowLinkParts) {}

  async run(request: LinkRequest): Promise<FollowedLink> {
    // Keys are lower case; whoever copies one from a poster may not be.
    const link = await this.parts.links.byKey(request.key.toLowerCase());
    if (link === undefined) return { kind: 'unknown-link' };
    const at = this.parts.clock.now();
    if (!leadsAnywhere(link, at)) return { kind: 'link-not-active' };
    // Whoever asks for headers only does not go anywhere: no click, and no token that could pass for one.
    if (request.method === 'HEAD') return sentTo(compileTarget(link, link.account, marksWithoutClick(link)));

    const click = mintClick(link, at, this.parts.keys);
    const target = compileTarget(link, link.account, click.marks);
    if (target !== undefined) await this.keep(link, click, request);
    return sentTo(target);
  }

  private async keep(link: RedirectLink, click: MintedClick, request: LinkRequest): Promise<void> {
    const { workspaceId, linkId, channel } = link;
    const visitor = classifyVisitor(request);
    await this.parts.recordClick.run(workspaceId as WorkspaceId, {
      id: click.id,
      linkId: linkId as LinkId,
      channel,
      clickedAt: click.clickedAt,
      ...(click.clickPart === undefined ? {} : { clickPart: click.clickPart }),
      ...whoIs(visitor),
      visitorId: visitorIdOf({ ...request, workspaceId, at: click.clickedAt }, this.parts.keys),
    });
  }
}

const whoIs = (visitor: Visitor) =>
  visitor.kind === 'person'
    ? ({ visitor: 'person', clientClass: visitor.clientClass } as const)
    : ({ visitor: 'robot', robotReason: visitor.reason, clientClass: visitor.clientClass } as const);

/** An account that people cannot be led to makes its links lead nowhere. */
const sentTo = (target: string | undefined): FollowedLink =>
  target === undefined ? { kind: 'link-not-active' } : { kind: 'sent-on', target };

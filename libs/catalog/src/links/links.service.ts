import { problemTypes } from '@whence/contracts-http';
import { Problem, type ListQuery, type Page } from '@whence/platform/http';

import { ChannelAccountRow } from '../channel-accounts/channel-account.row.js';
import { withExternalIds } from '../channel-accounts/known-accounts.js';
import { refuseUnenrolled } from '../enrollments/earning-partner.js';
import { changed } from '../fields/kept.response.js';
import { timeOf } from '../fields/time-of.js';
import type { CatalogRows } from '../rows/catalog-rows.js';
import type { TargetMarks } from '../redirecting/compile-target.js';
import type { OwnRows } from '../rows/own-rows.js';
import { refusedBy, unknownReference } from '../rows/refusals.js';
import { linkRefusals, withFreeCodes } from './link-refusals.js';
import type { ChangeLinkRequest, CreateLinkRequest } from './link.request.js';
import { targetOf, toLinkChanged, toLinkResponse, type LeadingLink, type LinkResponse } from './link.response.js';
import { LinkRow } from './link.row.js';

/** Who has more has long forgotten the oldest. */
const linksOfAccountMax = 20_000;

/** Short links: each leads to a channel account, and says by its codes who sent the person. */
export class Links {
  constructor(
    private readonly rows: CatalogRows,
    /** What a key is appended to, without a trailing slash. */
    private readonly shortUrl: string,
  ) {}

  create(workspaceId: string, request: CreateLinkRequest): Promise<LinkResponse> {
    const refusals = linkRefusals(this.rows, workspaceId, request);
    return refusedBy(refusals, () =>
      withFreeCodes(request, (codes) =>
        this.rows.in(workspaceId, async (own) => {
          const fields = fieldsOf(request, own.at);
          await refuseUnenrolled(own, fields);
          const link = await leading(own, await own.add(LinkRow, 'lnk', { ...fields, ...codes }));
          if (targetOf(link) === undefined) throw unreachable();
          return this.announced(own, link);
        }),
      ),
    );
  }

  list(workspaceId: string, query: ListQuery): Promise<Page<LinkResponse>> {
    return this.rows.in(workspaceId, async (own) => {
      const { items, nextCursor } = await own.page(LinkRow, query);
      const links = await allLeading(own, items);
      return { items: links.map((link) => toLinkResponse(link, this.shortUrl)), nextCursor };
    });
  }

  find(workspaceId: string, id: string): Promise<LinkResponse> {
    return this.rows.in(workspaceId, async (own) =>
      toLinkResponse(await leading(own, await own.find(LinkRow, id)), this.shortUrl),
    );
  }

  /** The links of a channel account with the codes they have in texts, the newest first, at most twenty thousand. */
  leadingTo(workspaceId: string, channelAccountId: string): Promise<readonly Pick<LinkRow, 'id' | 'textCode'>[]> {
    return this.rows.in(workspaceId, (own) =>
      own.manager.find(LinkRow, {
        select: { id: true, textCode: true },
        where: { workspaceId: own.workspaceId, channelAccountId },
        order: { id: 'DESC' },
        take: linksOfAccountMax,
      }),
    );
  }

  /** Where the link would lead a person with these marks in place of its own codes. */
  targetMarked(workspaceId: string, id: string, marks: TargetMarks): Promise<string> {
    return this.rows.in(workspaceId, async (own) => {
      const target = targetOf(await leading(own, await own.find(LinkRow, id)), marks);
      if (target === undefined) throw unreachable();
      return target;
    });
  }

  change(workspaceId: string, id: string, request: ChangeLinkRequest): Promise<LinkResponse> {
    return refusedBy(linkRefusals(this.rows, workspaceId), () =>
      this.rows.in(workspaceId, async (own) => {
        const row = await own.lock(LinkRow, id, request.revision);
        return this.announced(own, await leading(own, await own.revise(LinkRow, row, changesOf(request, row, own.at))));
      }),
    );
  }

  private async announced(own: OwnRows, link: LeadingLink): Promise<LinkResponse> {
    await own.announce('whence.link.changed.v1', link.row.id, toLinkChanged(link));
    return toLinkResponse(link, this.shortUrl);
  }
}

const fieldsOf = (request: CreateLinkRequest, at: Date) => ({
  channelAccountId: request.channelAccountId,
  programId: request.programId ?? null,
  partnerId: request.partnerId ?? null,
  campaignId: request.campaignId ?? null,
  message: request.message ?? null,
  activeFrom: timeOf(request.activeFrom) ?? at,
  expiresAt: timeOf(request.expiresAt) ?? null,
  status: 'active' as const,
  disabledAt: null,
});

const changesOf = (request: ChangeLinkRequest, row: LinkRow, at: Date): Partial<LinkRow> => {
  const { status = row.status, campaignId, message } = request;
  const activeFrom = timeOf(request.activeFrom);
  const expiresAt = request.expiresAt === null ? null : timeOf(request.expiresAt);
  return {
    ...changed({ campaignId, message, activeFrom, expiresAt }),
    status,
    disabledAt: status === 'active' ? null : (row.disabledAt ?? at),
  };
};

const leading = async (own: OwnRows, row: LinkRow): Promise<LeadingLink> => {
  const [link] = await allLeading(own, [row]);
  if (link === undefined) throw unknownReference('channelAccountId')();
  return link;
};

const allLeading = async (own: OwnRows, rows: readonly LinkRow[]): Promise<readonly LeadingLink[]> => {
  const accounts = await own.all(
    ChannelAccountRow,
    rows.map(({ channelAccountId }) => channelAccountId),
  );
  const known = await withExternalIds(own, accounts);
  return rows.flatMap((row) => {
    const account = known.find((each) => each.row.id === row.channelAccountId);
    return account === undefined ? [] : [{ row, account }];
  });
};

const unreachable = (): Problem =>
  new Problem(problemTypes['channel-account-unreachable'], {
    errors: [{ path: 'channelAccountId', reason: 'names an account without a phone number' }],
  });

import type { ListQuery, Page } from '@whence/platform/http';

import { changed } from '../fields/kept.response.js';
import type { CatalogRows } from '../rows/catalog-rows.js';
import type { OwnRows } from '../rows/own-rows.js';
import { ProgramVersionRow } from './program-version.row.js';
import {
  holdDaysDefault,
  windowDaysDefault,
  type ChangeProgramRequest,
  type CreateProgramRequest,
} from './program.request.js';
import { toProgramChanged, toProgramResponse, type ProgramResponse } from './program.response.js';
import { ProgramRow } from './program.row.js';
import { toReward } from './reward.body.js';

/** Touches may be older than the program that judges them: its first version has always been in force. */
const always = new Date(0);

/** The terms that partners earn under. A change makes a new version; the old ones stay, for what happened under them. */
export class Programs {
  constructor(private readonly rows: CatalogRows) {}

  create(workspaceId: string, request: CreateProgramRequest): Promise<ProgramResponse> {
    return this.rows.in(workspaceId, async (own) => {
      const row = await own.add(ProgramRow, 'prg', {});
      return versionMade(own, row, {
        workspaceId,
        programId: row.id,
        version: row.revision,
        name: request.name,
        currency: request.currency,
        rewards: request.rewards.map(toReward),
        windowDays: request.windowDays ?? windowDaysDefault,
        holdDays: request.holdDays ?? holdDaysDefault,
        saleLimit: request.saleLimit ?? null,
        paysInferred: request.paysInferred ?? false,
        keepMessageTextDays: request.keepMessageText?.days ?? null,
        effectiveFrom: always,
      });
    });
  }

  list(workspaceId: string, query: ListQuery): Promise<Page<ProgramResponse>> {
    return this.rows.in(workspaceId, async (own) => {
      const { items, nextCursor } = await own.page(ProgramRow, query);
      const terms = await currentTerms(own, items);
      return { items: items.map((row) => toProgramResponse(row, termsOf(row, terms))), nextCursor };
    });
  }

  find(workspaceId: string, id: string): Promise<ProgramResponse> {
    return this.rows.in(workspaceId, async (own) => {
      const row = await own.find(ProgramRow, id);
      return toProgramResponse(row, termsOf(row, await currentTerms(own, [row])));
    });
  }

  change(workspaceId: string, id: string, request: ChangeProgramRequest): Promise<ProgramResponse> {
    return this.rows.in(workspaceId, async (own) => {
      const row = await own.lock(ProgramRow, id, request.revision);
      const before = termsOf(row, await currentTerms(own, [row]));
      const revised = await own.revise(ProgramRow, row, {});
      const { name, currency, windowDays, holdDays, saleLimit, paysInferred } = request;
      const keepMessageTextDays = daysIn(request.keepMessageText);
      const rewards = request.rewards?.map(toReward);
      return versionMade(own, revised, {
        ...before,
        ...changed({ name, currency, rewards, windowDays, holdDays, saleLimit, paysInferred, keepMessageTextDays }),
        version: revised.revision,
        // Two machines' clocks may differ: a version never starts before the one it follows.
        effectiveFrom: own.at > before.effectiveFrom ? own.at : before.effectiveFrom,
      });
    });
  }
}

/** Undefined where it is left as it is, null where no text is to be kept any more. */
const daysIn = (keep: ChangeProgramRequest['keepMessageText']): number | null | undefined =>
  keep === undefined || keep === null ? keep : keep.days;

const versionMade = async (own: OwnRows, row: ProgramRow, terms: ProgramVersionRow): Promise<ProgramResponse> => {
  await own.manager.insert(ProgramVersionRow, terms);
  await own.announce('whence.program.changed.v1', `${row.id}:${terms.version}`, toProgramChanged(row, terms));
  return toProgramResponse(row, terms);
};

/** The newest version of each of these programs: its number is the program's revision. */
const currentTerms = async (own: OwnRows, programs: readonly ProgramRow[]): Promise<readonly ProgramVersionRow[]> => {
  if (programs.length === 0) return [];
  return own.manager.findBy(
    ProgramVersionRow,
    programs.map(({ workspaceId, id, revision }) => ({ workspaceId, programId: id, version: revision })),
  );
};

const termsOf = (program: ProgramRow, versions: readonly ProgramVersionRow[]): ProgramVersionRow => {
  const terms = versions.find(({ programId }) => programId === program.id);
  if (terms === undefined) throw new Error(`program ${program.id} has no version ${program.revision}`);
  return terms;
};

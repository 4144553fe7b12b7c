import { Problem } from '@whence/platform/http';
import { Raw } from 'typeorm';

import { referenceRefusals } from '../enrollments/earning-partner.js';
import type { CatalogRows } from '../rows/catalog-rows.js';
import { alreadyTaken, unknownReference, violatedConstraint, type Refusals } from '../rows/refusals.js';
import { drawCodes, type LinkCodes } from './link-codes.js';
import { LinkRow } from './link.row.js';

/** The codes that were asked for; what is left out is drawn. */
export interface WantedCodes {
  readonly key?: string;
  readonly refCode?: string;
}

/** With half of all 32 million text codes issued, this many draws fail together once in a million. */
const drawsMax = 20;

/** What to answer where the database refuses a link. */
export const linkRefusals = (rows: CatalogRows, workspaceId: string, wanted: WantedCodes = {}): Refusals => ({
  ...referenceRefusals('link'),
  link_channel_account_exists: unknownReference('channelAccountId'),
  link_expires_after_start: () =>
    new Problem('invalid-request', { errors: [{ path: 'expiresAt', reason: 'must be later than activeFrom' }] }),
  link_key_unique: () => keyTaken(rows, workspaceId, wanted.key ?? ''),
  link_ref_code_unique: () => refCodeTaken(rows, workspaceId, wanted.refCode ?? ''),
});

/** Works with codes that are free: where a drawn one turns out to be taken, everything is done again with new ones. */
export const withFreeCodes = async <T>(wanted: WantedCodes, work: (codes: LinkCodes) => Promise<T>): Promise<T> => {
  for (let draws = 1; ; draws += 1) {
    try {
      return await work(drawCodes(wanted));
    } catch (error) {
      if (draws === drawsMax || !isAboutDrawnCode(error, wanted)) throw error;
    }
  }
};

const isAboutDrawnCode = (error: unknown, { key, refCode }: WantedCodes): boolean => {
  switch (violatedConstraint(error)) {
    case 'link_text_code_unique':
      return true;
    case 'link_key_unique':
      return key === undefined;
    case 'link_ref_code_unique':
      return refCode === undefined;
    default:
      return false;
  }
};

/** A key may be another workspace's, which is nobody else's to know. */
const keyTaken = async (rows: CatalogRows, workspaceId: string, key: string): Promise<Problem> => {
  const holder = await rows.in(workspaceId, (own) => own.manager.findOneBy(LinkRow, { workspaceId, key }));
  return alreadyTaken([{ path: 'key', value: key, holder: holder?.id }]);
};

const refCodeTaken = async (rows: CatalogRows, workspaceId: string, refCode: string): Promise<Problem> => {
  const isSameButForCase = Raw((column) => `lower(${column}) = lower(:refCode)`, { refCode });
  const holder = await rows.in(workspaceId, (own) =>
    own.manager.findOneBy(LinkRow, { workspaceId, refCode: isSameButForCase }),
  );
  return alreadyTaken([{ path: 'refCode', value: holder?.refCode ?? refCode, holder: holder?.id }]);
};

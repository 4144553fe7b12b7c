import type { ProviderReferral } from './conversation-signal.js';
import { onlyKnown } from './only-known.js';

/** What ig.me and m.me document for `ref`: at most 2,083 letters, digits, `-`, `_` and `=`. */
const documentedRef = /^[A-Za-z0-9_=-]{1,2083}$/;
/** Ids are looked up and indexed; a longer one names nothing. */
const idCharactersMax = 512;

/**
 * Reads Meta's referral object, which vendors forward as it came: an ig.me or m.me link's, an ad's, a shop product's or
 * a Click-to-WhatsApp ad's. A `ref` outside the documented form is whatever somebody wrote into a URL: it names nothing,
 * and the touch stays.
 */
export const toProviderReferral = (delivered: Readonly<Record<string, unknown>>): ProviderReferral => {
  const ref = exactText(delivered, 'ref');
  const adId = adIn(delivered);
  return {
    ...onlyKnown({
      ref: ref !== undefined && documentedRef.test(ref) ? ref : undefined,
      source: text(delivered, 'source'),
      type: text(delivered, 'type'),
      adId,
      ctwaClid: id(delivered, 'ctwa_clid'),
    }),
    isProduct: delivered['product'] != null && ref === undefined && adId === undefined,
    delivered,
  };
};

/** Click-to-WhatsApp calls the ad `source_id`, and uses the same field for a post, which is no ad. */
const adIn = (delivered: Readonly<Record<string, unknown>>): string | undefined => {
  const isPost = text(delivered, 'source_type')?.toLowerCase() === 'post';
  return id(delivered, 'ad_id') ?? (isPost ? undefined : id(delivered, 'source_id'));
};

/** Texts that say nothing are as good as absent: ads come with an empty `ref`. */
const text = (delivered: Readonly<Record<string, unknown>>, field: string): string | undefined => {
  const value = delivered[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const id = (delivered: Readonly<Record<string, unknown>>, field: string): string | undefined => {
  const name = exactText(delivered, field);
  return name !== undefined && name.length <= idCharactersMax ? name : undefined;
};

/** Codes and ids come quoted or bare; bare ones beyond 2^53 are already exact text. */
const exactText = (delivered: Readonly<Record<string, unknown>>, field: string): string | undefined => {
  const value = delivered[field];
  return Number.isSafeInteger(value) ? String(value) : text(delivered, field);
};

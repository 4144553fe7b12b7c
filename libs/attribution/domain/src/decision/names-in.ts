import type { ClickId, LinkId } from '../ids.js';
import type { SignalCopy } from '../signal/signal-copy.js';

/** Everything that pieces of evidence name, for asking the catalogue once. */
export interface Names {
  readonly linkIds: readonly LinkId[];
  readonly refCodes: readonly string[];
  readonly textCodes: readonly string[];
  readonly adIds: readonly string[];
  readonly clickIds: readonly ClickId[];
  readonly clickParts: readonly string[];
  /** Keyed digests of words that may be coupons' codes. */
  readonly couponFingerprints: readonly string[];
}

export const namesIn = (copies: readonly Pick<SignalCopy, 'references'>[]): Names => {
  const references = copies.flatMap((copy) => copy.references);
  const delivered = references.flatMap((reference) => (reference.kind === 'delivered' ? [reference] : []));
  const typed = references.flatMap((reference) =>
    reference.kind === 'typed' && !reference.isDamaged ? [reference] : [],
  );
  const tokens = present(delivered.map((reference) => reference.token));
  return {
    linkIds: distinct(tokens.map((token) => token.linkId)),
    refCodes: distinct(
      present(delivered.map((reference) => (reference.token === undefined ? reference.ref : undefined))),
    ),
    textCodes: distinct(typed.map((reference) => reference.code)),
    adIds: distinct(present(delivered.map((reference) => reference.adId))),
    clickIds: distinct(tokens.map((token) => token.clickId)),
    clickParts: distinct(present(typed.map((reference) => reference.clickPart))),
    couponFingerprints: distinct(
      references.flatMap((reference) => (reference.kind === 'coupon' ? [reference.fingerprint] : [])),
    ),
  };
};

const present = <Value>(values: readonly (Value | undefined)[]): readonly Value[] =>
  values.filter((value) => value !== undefined);

const distinct = <Value>(values: readonly Value[]): readonly Value[] => [...new Set(values)];

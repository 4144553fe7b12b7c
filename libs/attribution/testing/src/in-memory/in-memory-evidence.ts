import {
  Clicks,
  SignalCopies,
  type ChangedNames,
  type ContactPage,
  type NewSignal,
  type OwnedCopy,
} from '@whence/attribution-application';
import {
  earnerOf,
  isFinal,
  type ClickFacts,
  type ClickId,
  type ContactId,
  type DeliveredReference,
  type Instant,
  type LinkId,
  type SignalCopy,
  type TypedReference,
} from '@whence/attribution-domain';

import { plainCouponFingerprint } from './plain-fingerprints.js';
import type { InMemoryState } from './in-memory-state.js';

export class InMemorySignalCopies extends SignalCopies {
  constructor(private readonly state: InMemoryState) {
    super();
  }

  add(copies: readonly OwnedCopy[]): Promise<readonly NewSignal[]> {
    const added = copies.filter(({ contactId, copy }) => this.addOne(contactId, copy));
    const owners = new Map(added.map(({ contactId, copy }) => [copy.key, contactId]));
    return Promise.resolve([...owners].map(([signalKey, contactId]) => ({ signalKey, contactId })));
  }

  deciding(contactIds: readonly ContactId[]): Promise<readonly OwnedCopy[]> {
    return Promise.resolve(this.state.copies.filter(({ contactId }) => contactIds.includes(contactId)));
  }

  contactsNaming(changed: ChangedNames, { asOf, after = 'ctc_', limit }: ContactPage): Promise<readonly ContactId[]> {
    const naming = this.state.copies
      .filter(({ copy }) => copy.references.some((reference) => names(reference, changed)))
      .map(({ contactId }) => contactId);
    const given = this.state.conversions
      .filter(({ conversion: { coupon } }) => namesCoupon(coupon?.fingerprint, changed))
      .flatMap(({ conversion: { contactId } }) => contactId ?? []);
    const all = [...new Set([...naming, ...given, ...this.contactsTouchedBy(changed)])].sort();
    return Promise.resolve(
      all.filter((contactId) => contactId > after && !this.isFinal(contactId, asOf)).slice(0, limit),
    );
  }

  private contactsTouchedBy({ partnerIds, programIds }: ChangedNames): readonly ContactId[] {
    return [...this.state.touchpoints].flatMap(([contactId, touchpoints]) =>
      touchpoints.some(({ explained: { touch } }) => {
        const named = earnerOf(touch);
        return holds(partnerIds, named?.partnerId) || holds(programIds, named?.programId);
      })
        ? [contactId]
        : [],
    );
  }

  private isFinal(contactId: ContactId, asOf: Instant): boolean {
    const standing = this.state.decisions.get(contactId)?.at(-1);
    const isOpen = this.state.conversions.some(
      ({ conversion }) => conversion.contactId === contactId && (conversion.finalAt ?? asOf) > asOf,
    );
    return standing !== undefined && isFinal(standing, asOf) && !isOpen;
  }

  private addOne(contactId: ContactId, copy: SignalCopy): boolean {
    const place = this.state.copies.findIndex((kept) => contentOf(kept.copy) === contentOf(copy));
    const known = this.state.copies[place];
    if (known !== undefined && known.copy.receivedAt <= copy.receivedAt) return false;
    if (known === undefined) this.state.copies.push({ contactId, copy });
    else this.state.copies[place] = { contactId, copy };
    return true;
  }
}

const names = (reference: SignalCopy['references'][number], changed: ChangedNames): boolean => {
  if (reference.kind === 'coupon') return namesCoupon(reference.fingerprint, changed);
  return reference.kind === 'typed' ? namesTyped(reference, changed) : namesDelivered(reference, changed);
};

const namesTyped = ({ code, clickPart }: TypedReference, { textCodes, clickNames }: ChangedNames): boolean =>
  holds(textCodes, code) || holds(clickNames, `click-part:${code} ${clickPart ?? ''}`);

const namesDelivered = ({ ref, token, adId }: DeliveredReference, changed: ChangedNames): boolean =>
  holds(changed.refCodes, ref) ||
  holds(changed.adIds, adId) ||
  (token !== undefined &&
    (holds(changed.linkIds, token.linkId) || holds(changed.clickNames, `click:${token.clickId}`)));

const namesCoupon = (fingerprint: string | undefined, { couponCodes }: ChangedNames): boolean =>
  holds((couponCodes ?? []).map(plainCouponFingerprint), fingerprint);

const holds = (names: readonly string[] | undefined, name: string | undefined): boolean =>
  name !== undefined && (names ?? []).includes(name);

/** When a copy was received is not part of what it says. */
const contentOf = ({ receivedAt: _receivedAt, ...copy }: SignalCopy): string => JSON.stringify(copy);

export class InMemoryClicks extends Clicks {
  constructor(private readonly state: InMemoryState) {
    super();
  }

  named(wanted: {
    readonly clickIds: readonly ClickId[];
    readonly linkIds: readonly LinkId[];
    readonly clickParts: readonly string[];
  }): Promise<readonly ClickFacts[]> {
    const found = this.state.clicks.filter(
      ({ id, linkId, clickPart }) =>
        wanted.clickIds.includes(id) ||
        (wanted.linkIds.includes(linkId) && clickPart !== undefined && wanted.clickParts.includes(clickPart)),
    );
    return Promise.resolve(
      found.map(({ id, linkId, clickedAt, clickPart, visitor, isTest }) => ({
        id,
        linkId,
        clickedAt,
        ...(clickPart === undefined ? {} : { clickPart }),
        visitor,
        ...(isTest === undefined ? {} : { isTest }),
      })),
    );
  }
}

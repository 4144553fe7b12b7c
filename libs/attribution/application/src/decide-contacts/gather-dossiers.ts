import {
  namesIn,
  type Around,
  type Attribution,
  type CatalogueFacts,
  type Evidence,
  type GivenCoupon,
  type LinkId,
  type Override,
  type OverrideFacts,
  type PartnerId,
  type SignalCopy,
  type WorkspaceId,
} from '@whence/attribution-domain';

import { byContact } from '../by-contact.js';
import type { KnownContact } from '../ports/contacts.js';
import type { Conversion } from '../ports/conversions.js';
import type { Stores } from '../ports/stores.js';
import type { Subject } from './decide-contacts.js';
import { gatherCircumstances } from './gather-circumstances.js';

/** All that an answer about one contact depends on. */
export interface Dossier extends Subject {
  readonly evidence: Evidence;
  /** What was decided before. */
  readonly standing: Attribution | undefined;
  /** What a person says instead of the evidence. */
  readonly override: Override | undefined;
  readonly overrideFacts: OverrideFacts;
  /** Present where the workspace wants a guess and nothing else speaks. */
  readonly around: Around | undefined;
}

/** In the order of the subjects. The catalogue is asked once, for what the evidence of all of them names. */
export const gatherDossiers = async (
  stores: Stores,
  subjects: readonly Subject[],
  workspaceId: WorkspaceId,
): Promise<readonly Dossier[]> => {
  const contactIds = subjects.map(({ contact }) => contact.id);
  const newKeys = subjects.flatMap(({ arrived }) => arrived?.signalKeys ?? []);
  const copies = await stores.signalCopies.deciding(contactIds, newKeys);
  const couponed = await stores.conversions.withCoupons(contactIds);
  const facts = await gatherFacts(stores, workspaceId, { copies: copies.map(({ copy }) => copy), couponed });
  const settings = await stores.settings.inForceAt(subjects.map(({ contact }) => contact.firstSeenAt));
  const standing = await stores.decisions.standing(contactIds);
  const overrides = await stores.overrides.inForce(contactIds);
  const overrideFacts = await gatherOverrideFacts(stores, workspaceId, [...overrides.values()]);
  const copiesOf = byContact(copies);
  const dossiers = subjects.map((subject, place) => ({
    ...subject,
    evidence: {
      copies: (copiesOf.get(subject.contact.id) ?? []).map(({ copy }) => copy),
      contact: subject.contact.identities,
      facts,
      givenCoupons: givenBy(subject.contact, couponed),
      settings: settings[place] as Evidence['settings'],
    },
    standing: standing.get(subject.contact.id),
    override: overrides.get(subject.contact.id),
    overrideFacts,
  }));
  const complete: Dossier[] = [];
  for (const dossier of dossiers) {
    complete.push({ ...dossier, around: await gatherCircumstances(stores, dossier, workspaceId) });
  }
  return complete;
};

const gatherFacts = async (
  stores: Stores,
  workspaceId: WorkspaceId,
  { copies, couponed }: { readonly copies: readonly SignalCopy[]; readonly couponed: readonly Conversion[] },
): Promise<CatalogueFacts> => {
  const names = namesIn(copies);
  const given = couponed.flatMap(({ coupon }) => coupon?.fingerprint ?? []);
  const fingerprints = [...new Set([...names.couponFingerprints, ...given])];
  const namesLinks = names.linkIds.length + names.refCodes.length + names.textCodes.length > 0;
  const links = namesLinks ? await stores.catalogue.linksNamed(workspaceId, names) : [];
  const ads = names.adIds.length > 0 ? await stores.catalogue.adsNamed(workspaceId, names.adIds) : [];
  const namesClicks = names.clickIds.length + names.clickParts.length > 0;
  const clicks = namesClicks ? await stores.clicks.named({ ...names, linkIds: links.map((link) => link.id) }) : [];
  const coupons = fingerprints.length > 0 ? await stores.catalogue.couponsNamed(workspaceId, fingerprints) : [];
  return { links, ads, clicks, coupons };
};

/** A conversion need name no conversation: then the coupon is told of in the contact's first. */
const givenBy = (contact: KnownContact, couponed: readonly Conversion[]): readonly GivenCoupon[] =>
  couponed.flatMap(({ contactId, conversationId, coupon, occurredAt, receivedAt }) => {
    const { conversations } = contact;
    const conversation = conversations.find(({ id }) => id === conversationId) ?? conversations[0];
    if (contactId !== contact.id || coupon === undefined || conversation === undefined) return [];
    const { touchpointId: id, fingerprint, code: given } = coupon;
    const { channelAccountId } = conversation;
    const reference = { kind: 'coupon', id, fingerprint, given } as const;
    return [{ reference, conversationId: conversation.id, channelAccountId, occurredAt, receivedAt }];
  });

const gatherOverrideFacts = async (
  stores: Stores,
  workspaceId: WorkspaceId,
  overrides: readonly Override[],
): Promise<OverrideFacts> => {
  const linkIds = overrides.flatMap((override): readonly LinkId[] =>
    override.kind === 'link' ? [override.linkId] : [],
  );
  const partnerIds = overrides.flatMap((override): readonly PartnerId[] =>
    override.kind === 'partner' ? [override.partnerId] : [],
  );
  const { catalogue } = stores;
  return {
    links: linkIds.length > 0 ? await catalogue.linksNamed(workspaceId, { linkIds, refCodes: [], textCodes: [] }) : [],
    enrollments: partnerIds.length > 0 ? await catalogue.enrollmentsOf(workspaceId, partnerIds) : [],
  };
};

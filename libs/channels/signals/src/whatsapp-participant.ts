import type { Channel, IdentityChanged, ParticipantIdentity } from './conversation-signal.js';

const phone = /^\+?(\d{5,20})$/;
/** ISO country, a dot, up to 128 alphanumerics; the parent of linked portfolios has `ENT.` between. */
const businessScopedUserId = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;
const kindsInOrder = ['waId', 'bsuid', 'parentBsuid'] as const;

type Ids = readonly (string | undefined)[];

/**
 * What a WhatsApp id is, told by its form, where one field may hold either: phone digits (a `+` is dropped) or the
 * business-scoped user id of somebody who hides the number. Undefined for anything else.
 */
export const whatsAppIdentity = (id: string): ParticipantIdentity | undefined => {
  const digits = phone.exec(id)?.[1];
  if (digits !== undefined) return { kind: 'waId', value: digits };
  const match = businessScopedUserId.exec(id);
  if (match === null) return undefined;
  return { kind: match[1] === undefined ? 'bsuid' : 'parentBsuid', value: id };
};

/** What a channel's id of a person is: told by the channel, and on WhatsApp by its form. Undefined for what is no such id. */
export const participantIdentity = (channel: Channel, id: string): ParticipantIdentity | undefined => {
  if (channel === 'whatsapp') return whatsAppIdentity(id);
  return { kind: channel === 'instagram' ? 'igsid' : 'psid', value: id };
};

/**
 * The person behind these ids: one of each kind, the first one named, and the phone before the business-scoped ids.
 * Two phones in one signal are not joined: the later may be somebody else's.
 */
export const whatsAppParticipant = (named: {
  /** Fields that hold a phone or a business-scoped user id, told by form. */
  readonly ids: Ids;
  readonly userIds?: Ids;
  readonly parentUserIds?: Ids;
}): readonly [ParticipantIdentity, ...ParticipantIdentity[]] | undefined => {
  const identities = [
    ...known(named.ids).map(whatsAppIdentity),
    ...known(named.userIds).map((value) => ({ kind: 'bsuid', value }) as const),
    ...known(named.parentUserIds).map((value) => ({ kind: 'parentBsuid', value }) as const),
  ];
  const [first, ...others] = known(kindsInOrder.map((kind) => identities.find((identity) => identity?.kind === kind)));
  return first === undefined ? undefined : [first, ...others];
};

/** Whether a change of identity says anything: `participant` has an id that did not name the person before. */
export const isNamedAnew = ({ participant, previous }: Pick<IdentityChanged, 'participant' | 'previous'>): boolean =>
  participant.some(({ kind, value }) => !previous.some((before) => before.kind === kind && before.value === value));

const known = <T>(values: readonly (T | undefined)[] = []): readonly T[] =>
  values.filter((value) => value !== undefined);

import type { Recognised, Sighting } from '@whence/attribution-application';
import type { ContactId, Instant, WorkspaceId } from '@whence/attribution-domain';
import { newId, type MasterKey } from '@whence/platform/crypto';
import { byteaArray, type Transaction } from '@whence/platform/postgres';
import type { ParticipantIdentity } from '@whence/signals';

import { keepConversations, type Meeting } from './keep-conversations.js';
import { channelName, lockNames } from './lock-names.js';
import { participantPseudonym } from './participant-pseudonym.js';

/** Ids that name one person on every number of a workspace; the others are an account's own. */
const sharedKinds: readonly ParticipantIdentity['kind'][] = ['waId', 'bsuid', 'parentBsuid'];

export interface RecognisingTools {
  readonly workspaceId: WorkspaceId;
  readonly keys: MasterKey;
}

/** An identity as it is looked up, and the value that is kept sealed. */
interface NamedIdentity {
  readonly scope: string;
  readonly kind: ParticipantIdentity['kind'];
  readonly value: string;
  readonly pseudonym: string;
}

interface Named {
  readonly sighting: Sighting;
  readonly identities: readonly NamedIdentity[];
}

/** Who has an identity, and who had it before he was joined with that contact. */
interface Holder {
  readonly contactId: ContactId;
  readonly homeId: ContactId;
}

/** Finds or makes the contact and the conversation of each sighting, in as many statements for many as for one. */
export const recogniseContacts = async (
  tx: Transaction,
  sightings: readonly Sighting[],
  tools: RecognisingTools,
): Promise<readonly Recognised[]> => {
  const named = sightings.map((sighting) => ({ sighting, identities: identitiesOf(sighting, tools) }));
  const pseudonyms = named.flatMap(({ identities }) => identities.map(({ pseudonym }) => pseudonym));
  await lockNames(tx, pseudonyms.map(channelName));
  const met = meetAll(named, await holdersOf(tx, pseudonyms, tools));
  await keepContacts(tx, met, tools);
  await keepIdentities(tx, met.newIdentities, tools);
  const conversationIds = await keepConversations(tx, met.meetings, tools);
  return met.meetings.map(({ contactId, others }, place) => ({
    contactId,
    conversationId: conversationIds[place] as Recognised['conversationId'],
    others,
  }));
};

const identitiesOf = (
  { channel, channelAccountId, identities, previous = [] }: Sighting,
  { keys, workspaceId }: RecognisingTools,
): readonly NamedIdentity[] =>
  [...identities, ...previous].map(({ kind, value }) => ({
    scope: sharedKinds.includes(kind) ? 'whatsapp' : channelAccountId,
    kind,
    value,
    pseudonym: participantPseudonym(keys, workspaceId, { channel, participantId: value }),
  }));

const keyOf = ({ scope, kind, pseudonym }: Omit<NamedIdentity, 'value'>): string => `${scope} ${kind} ${pseudonym}`;

const holdersOf = async (
  tx: Transaction,
  pseudonyms: readonly string[],
  { workspaceId }: RecognisingTools,
): Promise<Map<string, Holder>> => {
  const rows = await tx.query<Omit<NamedIdentity, 'value'> & Holder>(
    `SELECT scope, kind, pseudonym, contact_id AS "contactId", coalesce(home_contact_id, contact_id) AS "homeId"
     FROM attribution.channel_identity
     WHERE workspace_id = $1 AND pseudonym = ANY($2::text[])`,
    [workspaceId, [...new Set(pseudonyms)]],
  );
  // A holder and nothing of the name he was found by: he is written beside other names too.
  return new Map(rows.map(({ contactId, homeId, ...name }) => [keyOf(name), { contactId, homeId }]));
};

interface Met {
  /** One for each sighting, in their order. */
  readonly meetings: readonly (Meeting & Pick<Recognised, 'others'>)[];
  readonly newContacts: ReadonlySet<ContactId>;
  readonly newIdentities: readonly (NamedIdentity & Holder & Pick<Sighting, 'channel'>)[];
}

/** A sighting is of the contact that has the first of its identities that anybody has; what nobody has becomes his too. */
const meetAll = (named: readonly Named[], holders: Map<string, Holder>): Met => {
  const newContacts = new Set<ContactId>();
  const newIdentities: Met['newIdentities'][number][] = [];
  const meetings = named.map(({ sighting, identities }) => {
    const known = identities.map((identity) => holders.get(keyOf(identity))).filter((holder) => holder !== undefined);
    const holder = known[0] ?? newHolder();
    if (known.length === 0) newContacts.add(holder.contactId);
    for (const identity of identities.filter((one) => !holders.has(keyOf(one)))) {
      holders.set(keyOf(identity), holder);
      newIdentities.push({ ...identity, ...holder, channel: sighting.channel });
    }
    const others = new Set(known.map(({ contactId }) => contactId));
    others.delete(holder.contactId);
    return { ...holder, sighting, others: [...others] };
  });
  return { meetings, newContacts, newIdentities };
};

const newHolder = (): Holder => {
  const contactId = newId('ctc');
  return { contactId, homeId: contactId };
};

/** Deliveries are not worked in the order they came: what was received first says when the person was first seen. */
const keepContacts = async (
  tx: Transaction,
  { meetings, newContacts }: Met,
  tools: RecognisingTools,
): Promise<void> => {
  const firstSeen = new Map<ContactId, Instant>();
  for (const { contactId, sighting } of meetings) {
    firstSeen.set(contactId, Math.min(sighting.seenAt, firstSeen.get(contactId) ?? sighting.seenAt));
  }
  const all = [...firstSeen];
  const unknown = all.filter(([contactId]) => newContacts.has(contactId));
  const known = all.filter(([contactId]) => !newContacts.has(contactId));
  if (unknown.length > 0) await tx.query(addContactsSql, [tools.workspaceId, ...columnsOf(unknown)]);
  if (known.length > 0) await tx.query(seenEarlierSql, [tools.workspaceId, ...columnsOf(known)]);
};

const columnsOf = (firstSeen: readonly (readonly [ContactId, Instant])[]): readonly (readonly string[])[] => [
  firstSeen.map(([contactId]) => contactId),
  firstSeen.map(([, seenAt]) => new Date(seenAt).toISOString()),
];

const addContactsSql = `
  INSERT INTO attribution.contact (workspace_id, id, first_seen_at)
  SELECT $1, * FROM unnest($2::text[], $3::timestamptz[])`;

const seenEarlierSql = `
  WITH earlier AS (
    SELECT contact.id, seen.at FROM attribution.contact
    JOIN unnest($2::text[], $3::timestamptz[]) AS seen (id, at) ON seen.id = contact.id
    WHERE workspace_id = $1 AND contact.first_seen_at > seen.at ORDER BY contact.id FOR NO KEY UPDATE OF contact)
  UPDATE attribution.contact SET first_seen_at = earlier.at FROM earlier
  WHERE contact.id = earlier.id AND contact.first_seen_at > earlier.at`;

/** An identity that belongs to somebody else stays his: nothing is merged here. */
const keepIdentities = async (
  tx: Transaction,
  identities: Met['newIdentities'],
  { workspaceId, keys }: RecognisingTools,
): Promise<void> => {
  if (identities.length === 0) return;
  await tx.query(
    `INSERT INTO attribution.channel_identity
       (workspace_id, scope, kind, pseudonym, channel, contact_id, home_contact_id, sealed)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bytea[])
     ON CONFLICT ON CONSTRAINT channel_identity_unique DO NOTHING`,
    [
      workspaceId,
      identities.map(({ scope }) => scope),
      identities.map(({ kind }) => kind),
      identities.map(({ pseudonym }) => pseudonym),
      identities.map(({ channel }) => channel),
      identities.map(({ contactId }) => contactId),
      identities.map(({ contactId, homeId }) => (homeId === contactId ? null : homeId)),
      byteaArray(identities.map(({ value }) => keys.seal(workspaceId, value))),
    ],
  );
};

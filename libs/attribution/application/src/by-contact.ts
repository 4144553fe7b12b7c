import type { ContactId } from '@whence/attribution-domain';

/** What belongs to each contact, in the order in which it came. */
export const byContact = <Item extends { readonly contactId?: ContactId }>(
  items: readonly Item[],
): ReadonlyMap<ContactId, readonly Item[]> => {
  const groups = new Map<ContactId, Item[]>();
  for (const item of items) {
    if (item.contactId === undefined) continue;
    const group = groups.get(item.contactId);
    if (group === undefined) groups.set(item.contactId, [item]);
    else group.push(item);
  }
  return groups;
};

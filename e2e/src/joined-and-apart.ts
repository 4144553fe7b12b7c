import type { Brand } from './brand.js';
import { deliver } from './deliveries/deliver.js';
import { metaMessage } from './deliveries/meta-graph.js';
import { theConversationOf } from './look.js';
import { aPerson, freshMessageId } from './person.js';
import { settled } from './settled.js';

/** Somebody who wrote on two channels, was joined, taken apart again, and named together by a conversion nevertheless. */
export const joinedAndApart = async (brand: Brand): Promise<void> => {
  const { system, accounts } = brand;
  const person = aPerson();
  for (const account of [accounts.instagram, accounts.messenger]) {
    const message = { id: freshMessageId(), text: 'Hi!', at: Date.now() };
    await deliver(brand.connections['meta-graph'], metaMessage(account, person, message));
  }
  await settled(system);
  const conversationIds = [
    (await theConversationOf(system, person.igsid)).id,
    (await theConversationOf(system, person.psid)).id,
  ];
  const join = await system.api.post<{ id: string }>('/v1/contact-joins', { conversationIds, reason: 'one phone' });
  await system.api.delete(`/v1/contact-joins/${join.id}`);
  await system.api.ask('POST', '/v1/conversions', {
    type: 'lead',
    externalId: `both-${person.psid}`,
    contact: {
      conversationId: conversationIds[0],
      channelIdentity: { channelAccountId: accounts.messenger.id, participantId: person.psid },
    },
  });
  await settled(system);
};

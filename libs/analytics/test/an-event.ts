import { eventTopics, type EventBody, type EventType } from '@whence/contracts-events';
import { validateEvent } from '@whence/contracts-events/testing';
import { newId } from '@whence/platform/crypto';
import type { OutgoingEvent } from '@whence/platform/outbox';

/** An event as a relay hands it over; throws where its published schema does not admit the body. */
export const anEvent = <Type extends EventType>(type: Type, body: EventBody<Type>): OutgoingEvent => {
  const problems = validateEvent(type, body);
  if (problems.length > 0) throw new Error(`${type}: ${JSON.stringify(problems)}`);
  return {
    id: newId('evt'),
    type,
    topic: eventTopics[type],
    key: 'any',
    source: '/whence/test',
    workspaceId: body.workspaceId,
    occurredAt: new Date(0),
    body,
  };
};

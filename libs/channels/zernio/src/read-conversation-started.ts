import type { Reading } from '@whence/signals';
import { vendorTime } from './event-time.js';
import type { EventPayload } from './payload.dto.js';
import { readWithFacts } from './read-with-facts.js';

/** `conversation.started`: once per conversation, whoever wrote first; that is not said. */
export const readConversationStarted = (event: EventPayload): Reading =>
  readWithFacts(
    event,
    { author: 'unsaid', occurredAt: () => vendorTime(event.startedAt) ?? vendorTime(event.timestamp) },
    (facts) => ({ kind: 'conversation-started', ...facts }),
  );

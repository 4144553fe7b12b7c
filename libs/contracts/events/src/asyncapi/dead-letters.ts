import { sharedHeaders, type Schema } from './header-schemas.js';

const bindingVersion = '0.5.0';

/** The topic of what a consumer of Whence itself could not take, beside the topic it came from. */
export const deadLetterChannel = (topic: string, topicPrefix: string): Schema => {
  const address = `${topicPrefix}${topic}.dlq`;
  return {
    address,
    title: `${topic}.dlq`,
    description: `Records of \`${topic}\` that a consumer of Whence could not take, as they were, with the cause.`,
    messages: { 'dead-letter': { $ref: '#/components/messages/dead-letter' } },
    bindings: { kafka: { topic: address, partitions: 1, bindingVersion } },
  };
};

const causeHeaders = {
  dlq_consumer: { description: 'The consumer that could not take it.', type: 'string', minLength: 1 },
  dlq_cause: { description: 'Why, in words.', type: 'string' },
  dlq_failed_at: { ...sharedHeaders.ce_time, description: 'When it was set aside.' },
  dlq_topic: {
    description: 'The topic it came from, without the prefix of the deployment.',
    type: 'string',
    minLength: 1,
  },
};

const placeHeaders = {
  dlq_partition: { description: 'The partition it lay in, where that is known.', type: 'string', pattern: '^[0-9]+$' },
  dlq_offset: { description: 'Its offset there, where that is known.', type: 'string', pattern: '^[0-9]+$' },
};

/** A record that could not be taken. Nothing is promised about its body: it may be what made it unreadable. */
export const deadLetterMessage: Schema = {
  name: 'dead-letter',
  title: 'A record that could not be taken',
  summary: 'Key, value and headers of the record as it was, and the cause in further headers.',
  contentType: 'application/octet-stream',
  headers: { type: 'object', required: Object.keys(causeHeaders), properties: { ...causeHeaders, ...placeHeaders } },
};

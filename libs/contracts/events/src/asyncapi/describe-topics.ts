import { topics } from '../topics.js';
import { eventTopics, type EventType } from '../event-topics.js';
import { deadLetterChannel } from './dead-letters.js';
import type { Schema } from './header-schemas.js';

type Topic = (typeof topics)[number];

const bindingVersion = '0.5.0';

const subjects: Readonly<Record<Topic['name'], string>> = {
  'whence.clicks.v1': 'Requests to short links, of people and of robots.',
  'whence.conversations.v1': 'Conversations that opened, and what platforms said about where people came from.',
  'whence.attributions.v1': 'Who is credited for a conversation, each decision whole and versioned.',
  'whence.conversions.v1': 'Openings, leads and sales, and who is credited for them.',
  'whence.commissions.v1': 'What partners earned, what of it was undone, and what of it fell due.',
  'whence.payouts.v1': 'What partners are paid. Nothing is published here yet.',
  'whence.catalog.v1': 'The full state of links, partners, programs and the rest after each change; compacted.',
};

/** `whence.clicks.v1` → `clicks`. */
const channelIdOf = (topic: string): string => topic.split('.')[1] ?? topic;

const typesOn = (topic: string, types: readonly EventType[]): readonly EventType[] =>
  types.filter((type) => eventTopics[type] === topic);

const describeChannel = (topic: Topic, types: readonly EventType[], topicPrefix: string): Schema => {
  const address = `${topicPrefix}${topic.name}`;
  return {
    address,
    title: topic.name,
    description: subjects[topic.name],
    messages: Object.fromEntries(types.map((type) => [type, { $ref: `#/components/messages/${type}` }])),
    bindings: {
      kafka: {
        topic: address,
        partitions: topic.partitions,
        topicConfiguration: topic.isCompacted
          ? { 'cleanup.policy': ['compact'] }
          : { 'cleanup.policy': ['delete'], 'retention.ms': topic.retentionMs },
        bindingVersion,
      },
    },
  };
};

/** A channel for each topic, and one for each topic's dead letters. */
export const describeChannels = (types: readonly EventType[], topicPrefix: string): Readonly<Record<string, Schema>> =>
  Object.fromEntries(
    topics.flatMap((topic) => [
      [channelIdOf(topic.name), describeChannel(topic, typesOn(topic.name, types), topicPrefix)],
      [`${channelIdOf(topic.name)}-dlq`, deadLetterChannel(topic.name, topicPrefix)],
    ]),
  );

/** What Whence does: it sends events to the topics that have some, and what it cannot take itself to the others. */
export const describeOperations = (types: readonly EventType[]): Readonly<Record<string, Schema>> => {
  const sending = topics
    .map(({ name }) => ({ id: channelIdOf(name), title: name, messages: typesOn(name, types) }))
    .filter(({ messages }) => messages.length > 0);
  const settingAside = sending.map(({ id, title }) => ({
    id: `${id}-dlq`,
    title: `${title}.dlq`,
    messages: ['dead-letter'],
  }));
  return Object.fromEntries(
    [...sending, ...settingAside].map((channel) => [`send-${channel.id}`, describeOperation(channel)]),
  );
};

interface Sending {
  readonly id: string;
  readonly title: string;
  readonly messages: readonly string[];
}

const describeOperation = ({ id, title, messages }: Sending): Schema => ({
  action: 'send',
  channel: { $ref: `#/channels/${id}` },
  title,
  messages: messages.map((message) => ({ $ref: `#/channels/${id}/messages/${message}` })),
});

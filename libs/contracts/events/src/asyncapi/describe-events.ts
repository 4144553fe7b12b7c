import { eventTypes } from '../event-topics.js';
import { eventSchemas } from '../published-schemas.js';
import { deadLetterMessage } from './dead-letters.js';
import { describeMessage } from './describe-message.js';
import { describeChannels, describeOperations } from './describe-topics.js';
import { sharedHeaders, type Schema } from './header-schemas.js';

/** What a document says that differs from place to place. */
export interface DocumentPlace {
  /** Stands before the name of every topic. */
  readonly topicPrefix: string;
  /** Where the schemas are, relative to the document, with a trailing slash. */
  readonly schemasAt: string;
}

const description = `Every record is a CloudEvent 1.0 in binary mode: its attributes are headers, its value is the body as JSON.

- **Key.** Records of one key keep their order; \`x-record-key\` of a message names the members of the body that it is made of.
- **Repeats.** Delivery is at least once. A repeat has the same \`ce_id\` and is the same in every byte: drop it.
- **Versions.** Where a body has a \`version\` or \`revision\`, the highest one of its subject holds, whatever comes later.
- **Growth.** A version of an event may gain optional members. Ignore what you do not know; skip types you do not know.
- **Tenants.** Every body carries its \`workspaceId\`.
- **Schemas.** \`ce_dataschema\` is the \`$id\` of the body's schema; the same file is served beside this document.`;

/** The AsyncAPI 3 document of everything that Whence publishes, made of the schemas and the topics. */
export const describeEvents = ({ topicPrefix, schemasAt }: DocumentPlace): Schema => {
  const schemas = eventSchemas();
  const messages = eventTypes.map((type) => {
    const schema = schemas.get(type);
    if (schema === undefined) throw new Error(`there is no schema of ${type}`);
    return [type, describeMessage(type, schema, schemasAt)] as const;
  });
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Whence events',
      version: '1.0.0',
      description,
      license: { name: 'Apache 2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels: describeChannels(eventTypes, topicPrefix),
    operations: describeOperations(eventTypes),
    components: {
      schemas: sharedHeaders,
      messages: { ...Object.fromEntries(messages), 'dead-letter': deadLetterMessage },
    },
  };
};

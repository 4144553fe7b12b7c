import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { workspaceRoot } from '../workspace.mjs';

const schemaFolder = join(workspaceRoot, 'libs/contracts/events/schemas');

/** `whence.link.changed.v1` has two words between name and version; a topic such as `whence.clicks.v1` has one. */
const eventType = /^whence\.([a-z-]+(?:\.[a-z-]+)+\.v\d+)$/;

/** Every event type that is written down has a published JSON Schema. */
export const eventHasSchema = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { missing: '"{{type}}" has no schema: libs/contracts/events/schemas/{{file}} does not exist.' },
  },
  create: (context) => ({
    Literal(node) {
      const name = typeof node.value === 'string' ? eventType.exec(node.value)?.[1] : undefined;
      if (name === undefined || existsSync(join(schemaFolder, `${name}.json`))) return;
      context.report({ node, messageId: 'missing', data: { type: node.value, file: `${name}.json` } });
    },
  }),
};

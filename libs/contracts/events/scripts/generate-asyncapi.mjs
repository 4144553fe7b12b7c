/** Writes `asyncapi.json`, the committed document of all topics. It runs what `tsc -b` built. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

import { describeEvents } from '../dist/index.js';

const file = fileURLToPath(new URL('../asyncapi.json', import.meta.url));
const document = describeEvents({ topicPrefix: '', schemasAt: './schemas/' });

writeFileSync(file, await format(JSON.stringify(document), { ...(await resolveConfig(file)), parser: 'json' }));

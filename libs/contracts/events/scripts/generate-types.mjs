import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';
import { format, resolveConfig } from 'prettier';

const schemasFolder = new URL('../schemas/', import.meta.url);
const typesFile = new URL('../src/bodies.generated.ts', import.meta.url);
const definitionsName = 'definitions.v1.json';

const banner =
  '// Generated from schemas/ by `npm run generate -w @whence/contracts-events`: change the schemas, not this file.';

const readSchema = (name) => JSON.parse(readFileSync(new URL(name, schemasFolder), 'utf8'));

const isEventName = (name) => name.endsWith('.json') && name !== definitionsName;

/** `link.changed.v1.json` → `whence.link.changed.v1`. */
const eventTypeOf = (name) => `whence.${name.replace(/\.json$/, '')}`;

/**
 * A schema as the generator needs it: references are local to the bundle and stand alone, so that what is shared becomes
 * one type; conditions between fields go, because a type cannot say them.
 */
const withoutConditions = (schema) =>
  JSON.parse(JSON.stringify(schema), (key, value) => {
    if (key === 'allOf' || key === 'examples' || key === '$schema' || key === '$id') return undefined;
    return value?.$ref === undefined ? value : { $ref: value.$ref.replace(definitionsName, '') };
  });

/** All schemas as one document. */
const bundleOf = (events) => ({
  title: 'Bundle',
  type: 'object',
  additionalProperties: false,
  $defs: Object.assign(
    withoutConditions(readSchema(definitionsName).$defs),
    ...events.filter(({ $ref }) => $ref === undefined).map((event) => ({ [event.title]: withoutConditions(event) })),
  ),
});

/** Three events of one shape are three names for one type. */
const aliasOf = ({ title, description, $ref }) => {
  if ($ref === undefined) return '';
  const definition = readSchema(definitionsName).$defs[$ref.split('/').at(-1)];
  return `/** ${description} */\nexport type ${title} = ${definition.title};\n`;
};

/**
 * Bodies are handed on and never changed, hence `readonly`; and type aliases, because an interface cannot be passed where
 * any JSON object is taken.
 */
const asValues = (source) =>
  source
    .replaceAll(/\n \* ?\n \* This interface was referenced by .*\n \* via .*/g, '')
    .replaceAll(/\/\*\*\n \* This interface was referenced by .*\n \* via .*\n \*\/\n/g, '')
    .replace(/^export interface Bundle \{[^}]*\}\n/m, '')
    .replaceAll(/^export interface (\w+) \{/gm, 'export type $1 = {')
    .replaceAll(/^(\w+\??: |\[k: string\]: )/gm, 'readonly $1')
    .replaceAll(/([:|]) (\w+)\[\]/g, '$1 readonly $2[]');

const listOf = (names) => {
  const rows = names.map((name) => `'${eventTypeOf(name)}': ${readSchema(name).title};`);
  return `/** Every event type with its body. */\nexport type EventBodies = {\n${rows.join('\n')}\n};\n`;
};

/** The TypeScript source that says what the schemas say. */
export async function generateTypes() {
  const names = readdirSync(schemasFolder).filter(isEventName).sort();
  const events = names.map(readSchema);
  const types = await compile(bundleOf(events), 'Bundle', {
    bannerComment: banner,
    additionalProperties: false,
    unreachableDefinitions: true,
    format: false,
  });
  const source = [asValues(types), ...events.map(aliasOf), asValues(listOf(names))].join('\n');
  return format(source, { ...(await resolveConfig(fileURLToPath(typesFile))), parser: 'typescript' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(typesFile, await generateTypes());

import { projectsOfWorkspace } from '../workspace.mjs';

const workspacePackage = /^(@whence\/[^/]+)(\/.+)?$/;
const forTestsOnly = /^\.\/testing(\/|$)/;

let doors;
const doorsOf = (name) => {
  doors ??= new Map(
    projectsOfWorkspace().map((project) => [project.name, Object.keys(project.manifest.exports ?? {})]),
  );
  return doors.get(name);
};

/** Nothing reaches past a package's door: only what its package.json exports; `./testing` for tests only. */
export const packageDoor = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', properties: { isTest: { type: 'boolean' } }, additionalProperties: false }],
    messages: {
      unknown: 'There is no package "{{name}}" in this workspace.',
      closed: '"{{name}}" has no door "{{door}}": import what its package.json exports.',
      testing: '"{{name}}{{door}}" is for tests: production code never imports it.',
    },
  },
  create(context) {
    const isTest = context.options[0]?.isTest === true;
    const check = (source) => {
      const [, name, rest] = (typeof source?.value === 'string' && workspacePackage.exec(source.value)) || [];
      if (name === undefined) return;
      const door = `.${rest ?? ''}`;
      const exported = doorsOf(name);
      if (exported === undefined) context.report({ node: source, messageId: 'unknown', data: { name } });
      else if (!exported.includes(door)) context.report({ node: source, messageId: 'closed', data: { name, door } });
      else if (!isTest && forTestsOnly.test(door))
        context.report({ node: source, messageId: 'testing', data: { name, door } });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal),
    };
  },
};

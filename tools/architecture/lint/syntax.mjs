/** Restricted syntax, as `no-restricted-syntax` entries. The planted violations name each of them. */

const parametersMax = 3;
const longParameterLists = [
  `FunctionDeclaration[params.length>${parametersMax}]`,
  // A composition's `useFactory` stands for a constructor.
  `:not(Property[key.name="useFactory"]) > ArrowFunctionExpression[params.length>${parametersMax}]`,
  `MethodDefinition[kind!="constructor"] > FunctionExpression[params.length>${parametersMax}]`,
  `TSAbstractMethodDefinition > TSEmptyBodyFunctionExpression[params.length>${parametersMax}]`,
  `TSMethodSignature[params.length>${parametersMax}]`,
];

/** In all TypeScript, tests included. */
export const everywhere = [
  { selector: 'ExportAllDeclaration', message: 'A door names what it exports: no `export *`.' },
  { selector: 'ExportDefaultDeclaration', message: 'Exports have names: no default export.' },
  { selector: 'ExportSpecifier[exported.name="default"]', message: 'Exports have names: no default export.' },
  { selector: 'TSEnumDeclaration', message: 'A union of literals instead of an enum.' },
  { selector: 'TSAsExpression > TSAnyKeyword', message: 'Parse at the edge; `as any` switches the compiler off.' },
  {
    selector: longParameterLists.join(', '),
    message: `At most ${parametersMax} positional parameters, then one object (constructors are exempt).`,
  },
];

/** In production code outside the core that is handed the time by a `Clock`; the core knows no `Date` at all. */
export const withoutClock = [
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: 'Time is an argument.',
  },
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Time is an argument.' },
  { selector: 'CallExpression[callee.name="Date"]', message: 'Time is an argument.' },
];

/** In all production code: chance comes from `newId` or node:crypto, and the core is handed it. */
export const withoutChance = [
  { selector: 'MemberExpression[object.name="Math"][property.name="random"]', message: 'Chance is an argument.' },
];

/** In kernel, domain and application: nothing that reaches out of the core. */
export const pure = [
  { selector: 'ImportExpression', message: 'The core imports by import declarations only.' },
  { selector: 'Decorator', message: 'The core carries no decorators.' },
];

/** In everything that is mounted into another process: `serve` in platform/http adds these once, for every main. */
export const registersNothingGlobal = [
  {
    selector: 'Identifier[name=/^APP_(GUARD|PIPE|INTERCEPTOR|FILTER)$/]',
    message: 'An app module registers no APP_* provider: it would reach into every other module of the process.',
  },
  {
    selector: 'MemberExpression[property.name=/^(setGlobalPrefix|useGlobal(Pipes|Filters|Guards|Interceptors))$/]',
    message: 'Only platform/http decides what holds for the whole server.',
  },
  {
    selector:
      'CallExpression[callee.property.name=/^(addHook|addContentTypeParser|removeAllContentTypeParsers)$/][callee.object.callee.property.name="getInstance"]',
    message: 'No root Fastify hook or parser: use a scope of your own (registerRawScope).',
  },
  {
    selector: 'NewExpression[callee.name="DataSource"]',
    message: 'Rows are reached through the scoped transactions of `RowSource`.',
  },
];

/** Globals that the core does not touch: clock, chance, process, network, console. */
export const globalsOutsideTheCore = [
  'Date',
  'Buffer',
  'clearImmediate',
  'clearInterval',
  'clearTimeout',
  'console',
  'crypto',
  'fetch',
  'global',
  'globalThis',
  'performance',
  'process',
  'queueMicrotask',
  'require',
  'setImmediate',
  'setInterval',
  'setTimeout',
].map((name) => ({
  name,
  message: 'The core is handed what it needs: time, identity, chance and the world are arguments.',
}));

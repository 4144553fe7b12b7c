/**
 * Lints files that do not exist, in one run. Reads `[{ path, code }]` from stdin, with paths relative to the workspace;
 * writes to stdout what was found, and every reason that a restriction in force for those files gives:
 * `{ results: [{ path, messages: [{ ruleId, message, line }] }], reasons: [text] }`. A process of its own, because the rules
 * read a project graph and build a TypeScript program, and a test runner's module loader would be in the way.
 */
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { ESLint } from 'eslint';
import ts from 'typescript';

import { workspaceRoot } from './workspace.mjs';

/** One program over the given texts; whatever they import is read from disk. */
const programOf = (files) => {
  const texts = new Map(files.map(({ path, code }) => [join(workspaceRoot, path), code]));
  const config = ts.getParsedCommandLineOfConfigFile(
    join(workspaceRoot, 'tsconfig.check.json'),
    { incremental: false },
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (problem) => {
        throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, '\n'));
      },
    },
  );
  const options = { ...config.options, tsBuildInfoFile: undefined };
  const host = ts.createCompilerHost(options, true);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => texts.has(name) || fileExists(name);
  host.readFile = (name) => texts.get(name) ?? readFile(name);
  host.getSourceFile = (name, languageVersion, ...rest) => {
    const code = texts.get(name);
    if (code === undefined) return getSourceFile(name, languageVersion, ...rest);
    return ts.createSourceFile(name, code, languageVersion, true);
  };
  return ts.createProgram({ rootNames: [...texts.keys()], options, host });
};

const restrictions = ['no-restricted-syntax', 'no-restricted-globals', '@typescript-eslint/no-restricted-imports'];

/** The reasons written at the restrictions of one file's configuration, each worth a planted violation. */
const reasonsOf = ({ rules }) =>
  restrictions.flatMap((name) => {
    const [severity, ...options] = rules[name] ?? [0];
    if (severity === 0) return [];
    return options.flatMap((option) => option.patterns ?? [option]).map(({ message }) => message);
  });

const files = JSON.parse(await text(process.stdin));
const program = programOf(files);
const eslint = new ESLint({
  cwd: workspaceRoot,
  overrideConfig: { files: ['**/*.ts'], languageOptions: { parserOptions: { project: null, programs: [program] } } },
});

const results = [];
const reasons = new Set();
for (const { path, code } of files) {
  const filePath = join(workspaceRoot, path);
  const [result] = await eslint.lintText(code, { filePath, warnIgnored: true });
  results.push({ path, messages: result.messages.map(({ ruleId, message, line }) => ({ ruleId, message, line })) });
  for (const reason of reasonsOf(await eslint.calculateConfigForFile(filePath))) reasons.add(reason);
}
process.stdout.write(JSON.stringify({ results, reasons: [...reasons] }));

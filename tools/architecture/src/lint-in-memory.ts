import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** A file that is linted as if it stood there. */
export interface FileInMemory {
  /** Relative to the workspace: which rules hold follows from the folder and the name. */
  readonly path: string;
  readonly code: string;
}

export interface LintFinding {
  /** Null for what is no rule's finding: text that does not parse, a file that is ignored. */
  readonly ruleId: string | null;
  readonly message: string;
  readonly line: number;
}

export interface LintReport {
  readonly results: readonly { readonly path: string; readonly messages: readonly LintFinding[] }[];
  /** The reason written at each restriction that is in force for any of the files. */
  readonly reasons: readonly string[];
}

const linter = fileURLToPath(new URL('../lint/lint-in-memory.mjs', import.meta.url));

/** Lints all files under the workspace's own configuration, in one run of one process. */
export const lintInMemory = async (files: readonly FileInMemory[]): Promise<LintReport> => {
  // The runner's own options (module flags, source conditions) would change how the linter itself is loaded.
  const env = { ...process.env, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, [linter], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  child.stdin.end(JSON.stringify(files));
  const [output, problems, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (exitCode !== 0) throw new Error(`the linter ended with ${String(exitCode)}: ${problems}`);
  return JSON.parse(output) as LintReport;
};

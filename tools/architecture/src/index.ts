export { lintInMemory, type FileInMemory, type LintFinding, type LintReport } from './lint-in-memory.js';

export { readOptions, usage, UsageProblem, type Options } from './options.js';
export { verifyWorkspaces } from './verify-workspaces.js';

export { withRecord, type OpenRecord, type Visitor } from './open-record.js';
export { readOptions, usage, type Options } from './options.js';
export { findRecord, UsageProblem, type Environment, type RecordPlace } from './record-place.js';
export { verifyWorkspaces } from './verify-workspaces.js';

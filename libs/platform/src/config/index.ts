export { ConfigurationProblems, loadConfig } from './load-config.js';
export { MatchesText } from './matches-text.js';
export { PlatformConfig } from './platform-config.js';
export { Secret } from './secret.js';
export { Variable, type Environment, type VariableOptions } from './variable.js';

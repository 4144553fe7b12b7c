export { AppConfig } from './app-config.js';
export { ConfigurationProblems, loadConfig } from './load-config.js';
export { MatchesText } from './matches-text.js';
export { PlatformConfig } from './platform-config.js';
export { Secret } from './secret.js';
export { Variable, variablesOf, type Environment, type VariableOptions } from './variable.js';

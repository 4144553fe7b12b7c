export { parseCommand, usage, type Command } from './command.js';
export { databaseUrlOf } from './database-url.js';
export { runCommand, type CommandResult } from './run-command.js';

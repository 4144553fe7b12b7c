export { run, type Call } from './run.js';

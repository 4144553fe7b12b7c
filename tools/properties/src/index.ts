export { holds } from './holds.js';

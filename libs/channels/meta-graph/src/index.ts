export { metaGraphAdapter } from './adapter.js';

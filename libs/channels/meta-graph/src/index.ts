export { metaGraphAdapter } from './adapter.js';
export { metaGraphCapabilities } from './capabilities.js';

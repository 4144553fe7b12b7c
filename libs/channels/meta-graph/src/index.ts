export { metaGraphAdapter } from './adapter.js';
export { metaGraphCapabilities } from './capabilities.js';
export { metaGraphSubscriptions, type MetaGraphApi } from './meta-graph-subscriptions.js';

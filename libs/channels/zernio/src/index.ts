export { zernioAdapter } from './adapter.js';
export { zernioCapabilities } from './capabilities.js';
export { storedConversations } from './catch-up/stored-conversations.js';
export { zernioSubscriptions, type ZernioApi } from './zernio-subscriptions.js';

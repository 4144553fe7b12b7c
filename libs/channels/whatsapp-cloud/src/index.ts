export { whatsappCloudAdapter } from './adapter.js';
export { whatsappCloudCapabilities } from './capabilities.js';
export { whatsappCloudSubscriptions, type WhatsappCloudApi } from './whatsapp-cloud-subscriptions.js';

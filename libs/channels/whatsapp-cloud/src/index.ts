export { whatsappCloudAdapter } from './adapter.js';
export { whatsappCloudCapabilities } from './capabilities.js';

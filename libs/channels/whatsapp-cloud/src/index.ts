export { whatsappCloudAdapter } from './adapter.js';

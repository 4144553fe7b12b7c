export { zernioAdapter } from './adapter.js';
export { zernioCapabilities } from './capabilities.js';

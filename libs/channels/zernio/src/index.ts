export { zernioAdapter } from './adapter.js';

export { BrokerUnusable } from './broker-unusable.js';

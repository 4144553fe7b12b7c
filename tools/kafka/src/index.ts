export type { BrokerNode } from './broker-node.js';
export { BrokerUnusable } from './broker-unusable.js';
export { guardian } from './guardian.js';
export { removeLeftovers } from './leftovers.js';
export { startBroker, startCluster, type Broker, type BrokerOptions, type Cluster } from './start-broker.js';
export { testBroker, type TestBroker } from './test-broker.js';

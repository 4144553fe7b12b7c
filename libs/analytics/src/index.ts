export { countDeadLetters } from './dead-letters.js';
export { funnelKeys, type FunnelKey, type FunnelMoney, type FunnelQuestion, type FunnelRow } from './funnel/funnel.js';
export { readFunnel } from './funnel/read-funnel.js';
export { analyticsMigrations } from './migrations/index.js';
export { readTablesConsumer, readTablesConsumerName, readTablesTypes } from './read-tables-on-events.consumer.js';

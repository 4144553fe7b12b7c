export { Metrics } from '../telemetry/metrics.js';
export { Background, type BackgroundWork } from './background.js';
export { Backlog, type BacklogCount, type BacklogGroup, type BacklogReport } from './backlog.js';
export { ConsumerMetrics } from './consumer-metrics.js';
export { Clock, SystemClock } from './clock.js';
export { Databases } from './databases.js';
export { PlatformModule } from './platform.module.js';
export { Relays } from './relays.js';
export { Schemas } from './schemas.js';

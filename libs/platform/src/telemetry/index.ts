export { errorFields, type ErrorFields } from './error-fields.js';
export { JsonLogger } from './json-logger.js';
export { logOptions, type LogStream } from './log-options.js';
export { Metrics, type HistogramOptions, type MetricOptions } from './metrics.js';

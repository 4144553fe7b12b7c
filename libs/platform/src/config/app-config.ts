import { IsInt, Max, Min } from 'class-validator';

import { PlatformConfig } from './platform-config.js';
import { Variable } from './variable.js';

/** A load balancer mostly knows within a second or two. */
const stopDelayMsDefault = 2_000;
const stopDelayMsMax = 20_000;
const isStopDelay = `must be milliseconds, at most ${stopDelayMsMax}`;

/** What an app is configured by that is a process of its own: it needs Kafka, and others stand before it. */
export class AppConfig extends PlatformConfig {
  override readonly needsBrokers = true;

  @Variable('WHENCE_STOP_DELAY_MS', { read: Number })
  @IsInt({ message: isStopDelay })
  @Min(0, { message: isStopDelay })
  @Max(stopDelayMsMax, { message: isStopDelay })
  override stopDelayMs = stopDelayMsDefault;
}

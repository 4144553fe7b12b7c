import type { ModelName } from '../settings/attribution-settings.js';
import { firstTouch } from './first-touch.model.js';
import { lastNonDirect } from './last-non-direct.model.js';
import { lastTouch } from './last-touch.model.js';
import { linear } from './linear.model.js';
import type { Model } from './model.js';
import { positionBased } from './position-based.model.js';
import { timeDecay } from './time-decay.model.js';

/** Every model that a workspace may choose. */
export const models: Readonly<Record<ModelName, Model>> = {
  first_touch: firstTouch,
  last_touch: lastTouch,
  last_non_direct: lastNonDirect,
  linear,
  position_based: positionBased,
  time_decay: timeDecay,
};

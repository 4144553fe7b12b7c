export { Spool, spoolBytesMaxDefault, type OldestFile, type SpoolOptions } from './spool.js';
export { SpoolFull, SpoolInUse, SpoolUnwritable } from './spool-faults.js';
export {
  answerWithinMsDefault,
  StoreAndForward,
  type Kept,
  type StoreAndForwardOptions,
  type StoreReport,
} from './store-and-forward.js';

export {
  referenceName,
  type AccountDirectory,
  type AddressedSignal,
  type ChannelAdapter,
  type HeaderValues,
  type SignalBatch,
  type SignalRecorder,
} from './channel-adapter.js';
export { Connections } from './connections/connections.js';
export { webhookPathOf, type Connection, type NewConnection } from './connections/connection.js';
export { createIntake, type Intake, type IntakeParts } from './create-intake.js';
export { intakeMigrations } from './migrations/index.js';
export { intakeControllers, intakeProviders } from './nest/intake-providers.js';
export { provideIntake, type ChannelIntake, type RecorderGround } from './nest/provide-intake.js';
export { bodyKeptDays } from './store/erase-old-bodies.js';
export { unknownChannelAccount } from './store/quarantine.js';

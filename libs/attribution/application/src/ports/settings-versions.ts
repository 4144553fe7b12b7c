import type { AttributionSettings, Instant } from '@whence/attribution-domain';

export abstract class SettingsVersions {
  /** The version in force at a moment; the defaults where the workspace never set any. */
  abstract inForceAt(at: Instant): Promise<AttributionSettings>;

  abstract latest(): Promise<AttributionSettings>;

  abstract add(settings: AttributionSettings, effectiveFrom: Instant): Promise<void>;
}

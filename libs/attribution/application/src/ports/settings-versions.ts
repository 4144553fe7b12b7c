import type { AttributionSettings, Instant } from '@whence/attribution-domain';

export abstract class SettingsVersions {
  /** The version in force at each of these moments, in their order; the defaults where the workspace never set any. */
  abstract inForceAt(moments: readonly Instant[]): Promise<readonly AttributionSettings[]>;

  abstract latest(): Promise<AttributionSettings>;

  /** False where somebody else has added this version already. */
  abstract add(settings: AttributionSettings, effectiveFrom: Instant): Promise<boolean>;
}

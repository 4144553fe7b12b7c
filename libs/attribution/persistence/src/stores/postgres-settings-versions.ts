import { SettingsVersions } from '@whence/attribution-application';
import { defaultSettings, type AttributionSettings, type Instant, type WorkspaceId } from '@whence/attribution-domain';
import type { Transaction } from '@whence/platform/postgres';

interface SettingsRecord {
  readonly version: number;
  readonly model: AttributionSettings['model'];
  readonly precedence: AttributionSettings['precedence'];
  readonly opening_grace_minutes: number;
  readonly finalization_hours: number;
  readonly existing_threads: AttributionSettings['existingThreads'];
  readonly inference: AttributionSettings['inference'];
}

const columns = 'version, model, precedence, opening_grace_minutes, finalization_hours, existing_threads, inference';

export class PostgresSettingsVersions extends SettingsVersions {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: WorkspaceId,
  ) {
    super();
  }

  async inForceAt(moments: readonly Instant[]): Promise<readonly AttributionSettings[]> {
    const rows = await this.tx.query<SettingsRecord | { readonly version: null }>(
      `SELECT in_force.* FROM unnest($2::timestamptz[]) WITH ORDINALITY AS moment (at, place)
       LEFT JOIN LATERAL (
         SELECT ${columns} FROM attribution.attribution_settings
         WHERE workspace_id = $1 AND effective_from <= moment.at ORDER BY version DESC LIMIT 1
       ) in_force ON true ORDER BY place`,
      [this.workspaceId, moments.map((at) => new Date(at).toISOString())],
    );
    return rows.map((row) => (row.version === null ? defaultSettings : toDomain(row)));
  }

  async latest(): Promise<AttributionSettings> {
    const [row] = await this.tx.query<SettingsRecord>(
      `SELECT ${columns} FROM attribution.attribution_settings WHERE workspace_id = $1 ORDER BY version DESC LIMIT 1`,
      [this.workspaceId],
    );
    return row === undefined ? defaultSettings : toDomain(row);
  }

  async add(settings: AttributionSettings, effectiveFrom: Instant): Promise<boolean> {
    const added = await this.tx.query(
      `INSERT INTO attribution.attribution_settings (workspace_id, effective_from, ${columns})
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT ON CONSTRAINT attribution_settings_version_unique DO NOTHING RETURNING version`,
      [
        this.workspaceId,
        new Date(effectiveFrom),
        settings.version,
        settings.model,
        settings.precedence,
        settings.openingGraceMinutes,
        settings.finalizationHours,
        settings.existingThreads,
        settings.inference,
      ],
    );
    return added.length > 0;
  }
}

const toDomain = (row: SettingsRecord): AttributionSettings => ({
  version: row.version,
  model: row.model,
  precedence: row.precedence,
  openingGraceMinutes: row.opening_grace_minutes,
  finalizationHours: row.finalization_hours,
  existingThreads: row.existing_threads,
  inference: row.inference,
});

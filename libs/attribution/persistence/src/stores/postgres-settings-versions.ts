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
}

const columns = 'version, model, precedence, opening_grace_minutes, finalization_hours, existing_threads';

export class PostgresSettingsVersions extends SettingsVersions {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: WorkspaceId,
  ) {
    super();
  }

  async inForceAt(at: Instant): Promise<AttributionSettings> {
    return this.newest('AND effective_from <= $2', [new Date(at)]);
  }

  async latest(): Promise<AttributionSettings> {
    return this.newest('', []);
  }

  async add(settings: AttributionSettings, effectiveFrom: Instant): Promise<boolean> {
    const added = await this.tx.query(
      `INSERT INTO attribution.attribution_settings (workspace_id, effective_from, ${columns})
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
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
      ],
    );
    return added.length > 0;
  }

  private async newest(condition: string, params: readonly unknown[]): Promise<AttributionSettings> {
    const [row] = await this.tx.query<SettingsRecord>(
      `SELECT ${columns} FROM attribution.attribution_settings
       WHERE workspace_id = $1 ${condition} ORDER BY version DESC LIMIT 1`,
      [this.workspaceId, ...params],
    );
    return row === undefined ? defaultSettings : toDomain(row);
  }
}

const toDomain = (row: SettingsRecord): AttributionSettings => ({
  version: row.version,
  model: row.model,
  precedence: row.precedence,
  openingGraceMinutes: row.opening_grace_minutes,
  finalizationHours: row.finalization_hours,
  existingThreads: row.existing_threads,
});

import { models, type AttributionSettings, type ModelName } from '@whence/attribution-domain';

/** What a workspace may choose for each setting that is a word. */
export const settingChoices = {
  model: Object.keys(models) as readonly ModelName[],
  precedence: ['partner_over_ad', 'ad_over_partner'],
  existingThreads: ['credit', 'unattributed'],
  inference: ['off', 'on'],
} as const satisfies { readonly [Name in keyof AttributionSettings]?: readonly AttributionSettings[Name][] };

/** The most that a workspace may choose for each setting that is a span of time; none is less than 0. */
export const settingMaxima = {
  openingGraceMinutes: 24 * 60,
  finalizationHours: 90 * 24,
} as const satisfies { readonly [Name in keyof AttributionSettings]?: number };

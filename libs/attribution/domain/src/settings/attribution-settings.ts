/** Who gets how much of the credit; `src/model/` has each of them with its reason. */
export type ModelName = 'first_touch' | 'last_touch' | 'last_non_direct' | 'linear' | 'position_based' | 'time_decay';

/** How a workspace wants credit to be given. Versioned; every limit has its default here. */
export interface AttributionSettings {
  readonly version: number;
  readonly model: ModelName;
  readonly precedence: 'partner_over_ad' | 'ad_over_partner';
  /** How long after the first readable message a typed code still counts for the opening. */
  readonly openingGraceMinutes: number;
  /** How long after the opening late evidence may still change the decision. */
  readonly finalizationHours: number;
  /** What a referral without a message, as the very first thing seen of a contact, is worth. */
  readonly existingThreads: 'credit' | 'unattributed';
  /** Whether a click may be guessed where nothing else tells whence the person came. */
  readonly inference: 'off' | 'on';
}

export const defaultSettings: AttributionSettings = {
  version: 1,
  model: 'first_touch',
  precedence: 'partner_over_ad',
  openingGraceMinutes: 15,
  finalizationHours: 192,
  existingThreads: 'credit',
  inference: 'off',
};

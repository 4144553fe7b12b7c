import { idOf, type ConversionType, type ProgramTerms, type Reward } from '@whence/affiliate-domain';

import type { ProgramTermsRow, RewardJson } from '../rows/program-terms.row.js';

export const toRow = (workspaceId: string, terms: ProgramTerms): ProgramTermsRow => ({
  workspaceId,
  programId: terms.programId,
  programVersion: terms.programVersion,
  currency: terms.currency,
  rewards: terms.rewards.map(toJson),
  holdDays: terms.holdDays,
  saleLimit: terms.saleLimit ?? null,
});

export const toDomain = (row: ProgramTermsRow): ProgramTerms => ({
  programId: idOf('prg', row.programId),
  programVersion: row.programVersion,
  currency: row.currency,
  rewards: row.rewards.map(toReward),
  holdDays: row.holdDays,
  saleLimit: row.saleLimit ?? undefined,
});

const toJson = (reward: Reward): RewardJson =>
  reward.kind === 'flat' ? { ...reward, amountMinor: reward.amountMinor.toString() } : reward;

const toReward = (json: RewardJson): Reward => {
  const on = json.on as ConversionType;
  return json.kind === 'flat' ? { ...json, on, amountMinor: BigInt(json.amountMinor) } : { ...json, on };
};

import type { Activity } from '@whence/contracts-events';

export const activities = ['active', 'inactive'] as const satisfies readonly Activity[];

/** The end that goes with a status: making something active again takes its end back. */
export const endOf = (status: Activity, endedAt: Date | null, at: Date): Date | null =>
  status === 'active' ? null : (endedAt ?? at);

const dayMs = 86_400_000;
const partitions = 6;

/** Long enough to rebuild a consumer's tables after a holiday; the databases keep everything. */
const eventful = { partitions, retentionMs: 30 * dayMs, isCompacted: false };

/** Every topic, as a process makes it where it is missing. */
export const topics = [
  { name: 'whence.clicks.v1', ...eventful },
  { name: 'whence.conversations.v1', ...eventful },
  { name: 'whence.attributions.v1', ...eventful },
  { name: 'whence.conversions.v1', ...eventful },
  { name: 'whence.commissions.v1', ...eventful },
  { name: 'whence.payouts.v1', ...eventful },
  { name: 'whence.catalog.v1', partitions, retentionMs: -1, isCompacted: true },
] as const;

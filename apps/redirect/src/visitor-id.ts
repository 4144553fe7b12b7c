import type { MasterKey } from '@whence/platform/crypto';

const visitorIdLength = 22;
const dayMs = 86_400_000;

export interface VisitorTraits {
  readonly workspaceId: string;
  /** IP address. */
  readonly address: string;
  readonly userAgent: string;
  /** UTC milliseconds. */
  readonly at: number;
}

/**
 * A name for a visitor within one workspace and one UTC day, for counting people once. Keyed, and another one tomorrow:
 * nobody can be found or followed by it.
 */
export const visitorIdOf = ({ workspaceId, address, userAgent, at }: VisitorTraits, keys: MasterKey): string =>
  keys.pseudonym(workspaceId, `visitor:${Math.floor(at / dayMs)}:${address}:${userAgent}`).slice(0, visitorIdLength);

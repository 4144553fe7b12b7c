import type { ClickClaims, TouchpointId, WorkspaceId } from '@whence/attribution-domain';

/** Digests and signatures: what the core may not compute by itself. */
export abstract class Fingerprints {
  /** A keyed digest of any text, stable within the workspace. */
  abstract of(workspaceId: WorkspaceId, content: string): string;

  /** The same content always gets the same touchpoint id. */
  abstract touchpointId(workspaceId: WorkspaceId, content: string): TouchpointId;

  /** A keyed digest of a coupon's code in its compared form: the same one that the catalogue keeps. */
  abstract coupon(workspaceId: WorkspaceId, code: string): string;

  /** What a ref says if it is a click token that we signed; undefined for anything else, forged ones included. */
  abstract readClickToken(ref: string): ClickClaims | undefined;
}

import { Fingerprints } from '@whence/attribution-application';
import type { ClickClaims, TouchpointId, WorkspaceId } from '@whence/attribution-domain';

/** A short digest without a key; a ref such as `token:lnk_ANNA:clk_1:1762077600000` is a click token. */
export class PlainFingerprints extends Fingerprints {
  of(_workspaceId: WorkspaceId, content: string): string {
    return digestOf(content);
  }

  touchpointId(_workspaceId: WorkspaceId, content: string): TouchpointId {
    return `tch_${digestOf(content)}`;
  }

  coupon(_workspaceId: WorkspaceId, code: string): string {
    return plainCouponFingerprint(code);
  }

  readClickToken(ref: string): ClickClaims | undefined {
    const [, linkId, clickId, clickedAt] = /^token:(lnk_\w+):(clk_\w+):(\d+)$/.exec(ref) ?? [];
    if (linkId === undefined) return undefined;
    return { linkId, clickId, clickedAt: Number(clickedAt) } as ClickClaims;
  }
}

/** FNV-1a over 64 bits: enough to tell test contents apart. */
const digestOf = (content: string): string => {
  let digest = 0xcbf29ce484222325n;
  for (const character of content) {
    digest = BigInt.asUintN(64, (digest ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  return digest.toString(16).padStart(16, '0');
};

/** What the catalogue of a test keeps of a coupon's code. */
export const plainCouponFingerprint = (code: string): string => digestOf(`coupon ${code}`);

import { Fingerprints } from '@whence/attribution-application';
import type { ClickClaims, ClickId, LinkId, TouchpointId, WorkspaceId } from '@whence/attribution-domain';
import { readClickToken } from '@whence/codes';
import type { MasterKey } from '@whence/platform/crypto';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const idCharacters = 26;
const bitsPerCharacter = 5n;

/** Digests and click tokens under the master key; a token signed under the previous one is still read. */
export class MasterKeyFingerprints extends Fingerprints {
  constructor(private readonly keys: MasterKey) {
    super();
  }

  of(workspaceId: WorkspaceId, content: string): string {
    return this.keys.mac(`fingerprint:${workspaceId}`, content).toString('base64url');
  }

  touchpointId(workspaceId: WorkspaceId, content: string): TouchpointId {
    return `tch_${toIdCharacters(this.keys.mac(`touchpoint:${workspaceId}`, content))}`;
  }

  coupon(workspaceId: WorkspaceId, code: string): string {
    return this.keys.pseudonym(workspaceId, `coupon:${code}`);
  }

  readClickToken(ref: string): ClickClaims | undefined {
    const reading = readClickToken(ref, (payload) => this.keys.mac('click-token', payload));
    if (reading.kind === 'click') return toClaims(reading);
    const previous = readClickToken(
      ref,
      (payload) => this.keys.previousMac('click-token', payload) ?? new Uint8Array(),
    );
    return previous.kind === 'click' ? toClaims(previous) : undefined;
  }
}

const toClaims = (reading: { linkId: string; clickId: string; clickedAt: number }): ClickClaims => ({
  linkId: reading.linkId as LinkId,
  clickId: reading.clickId as ClickId,
  clickedAt: reading.clickedAt,
});

/** The first 128 bits of a digest in the alphabet and length of a ULID. */
const toIdCharacters = (digest: Uint8Array): string => {
  let bits = BigInt(`0x${Buffer.from(digest.subarray(0, 16)).toString('hex')}`);
  let text = '';
  for (let place = 0; place < idCharacters; place += 1) {
    text = (crockford[Number(bits & 31n)] ?? '0') + text;
    bits >>= bitsPerCharacter;
  }
  return text;
};

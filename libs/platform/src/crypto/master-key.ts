import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

import { drawBytes } from './drawn-bytes.js';
import { HmacKey } from './hmac-key.js';

const rootCharactersMin = 32;
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const sealVersion = 1;

/** The root secret cannot be used: too short to be one. */
export class WeakMasterKeyViolation extends Error {
  constructor() {
    super('a master key must hold at least 32 characters');
    this.name = 'WeakMasterKeyViolation';
  }
}

/** Not something that `seal` made, or made by a later version of it. */
export class UnreadableSealViolation extends Error {
  constructor() {
    super('this was not sealed in a form that is known here');
    this.name = 'UnreadableSealViolation';
  }
}

/** Keys for tokens, pseudonyms and encryption, all derived from one root by HKDF-SHA256; a previous root still opens. */
export class MasterKey {
  private readonly derived = new Map<string, Buffer>();
  private readonly signing = new Map<string, HmacKey>();

  constructor(
    private readonly root: string,
    private readonly previousRoot?: string,
  ) {
    if (root.length < rootCharactersMin) throw new WeakMasterKeyViolation();
    if (previousRoot !== undefined && previousRoot.length < rootCharactersMin) throw new WeakMasterKeyViolation();
  }

  /** HMAC-SHA256 of `content` under the key of `purpose`, 32 bytes. */
  mac(purpose: string, content: string | Uint8Array): Buffer {
    return this.signingKey(this.root, purpose).sign(content);
  }

  /** The same under the previous root, where there is one: for checking what was made before a rotation. */
  previousMac(purpose: string, content: string | Uint8Array): Buffer | undefined {
    if (this.previousRoot === undefined) return undefined;
    return this.signingKey(this.previousRoot, purpose).sign(content);
  }

  /** A stable pseudonym of a platform id inside one workspace, 43 characters of base64url: joins without showing. */
  pseudonym(workspaceId: string, value: string): string {
    return this.mac(`pseudonym:${workspaceId}`, value).toString('base64url');
  }

  /** AES-256-GCM under the workspace's key: version, nonce, tag, ciphertext. */
  seal(workspaceId: string, plain: string | Uint8Array): Buffer {
    const nonce = drawBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.key(this.root, `seal:${workspaceId}`), nonce);
    const [begun, ended] = [cipher.update(plain), cipher.final()];
    return Buffer.concat([Buffer.from([sealVersion]), nonce, cipher.getAuthTag(), begun, ended]);
  }

  /** Opens what `seal` made, under this root or the previous one; throws where neither fits. */
  open(workspaceId: string, sealed: Uint8Array): Buffer {
    try {
      return this.openUnder(this.root, workspaceId, sealed);
    } catch (error) {
      if (this.previousRoot === undefined) throw error;
      return this.openUnder(this.previousRoot, workspaceId, sealed);
    }
  }

  private openUnder(root: string, workspaceId: string, sealed: Uint8Array): Buffer {
    const bytes = Buffer.from(sealed);
    if (bytes[0] !== sealVersion) throw new UnreadableSealViolation();
    const nonce = bytes.subarray(1, 1 + nonceBytes);
    const tag = bytes.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes);
    const decipher = createDecipheriv('aes-256-gcm', this.key(root, `seal:${workspaceId}`), nonce, {
      authTagLength: tagBytes,
    });
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(bytes.subarray(1 + nonceBytes + tagBytes)), decipher.final()]);
  }

  private signingKey(root: string, purpose: string): HmacKey {
    const name = this.nameOf(root, purpose);
    let key = this.signing.get(name);
    if (key === undefined) {
      key = new HmacKey(this.key(root, purpose));
      this.signing.set(name, key);
    }
    return key;
  }

  private nameOf(root: string, purpose: string): string {
    return `${root === this.root ? 'current' : 'previous'}:${purpose}`;
  }

  private key(root: string, purpose: string): Buffer {
    const name = this.nameOf(root, purpose);
    let key = this.derived.get(name);
    if (key === undefined) {
      key = Buffer.from(hkdfSync('sha256', root, 'whence', purpose, keyBytes));
      this.derived.set(name, key);
    }
    return key;
  }
}

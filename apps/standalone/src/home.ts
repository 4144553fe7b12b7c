import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

const keyBytes = 32;
const masterKeyFile = 'master-key';
const ownerKeyFile = 'owner-api-key';

/** The folder that holds what a start makes and the next one needs. Deleting it is starting over. */
export class Home {
  constructor(readonly folder: string) {
    if (existsSync(folder)) return;
    mkdirSync(folder, { recursive: true });
    // Others may pass through (PostgreSQL runs as another user than root) but not look around.
    chmodSync(folder, 0o711);
  }

  get databaseFolder(): string {
    return join(this.folder, 'postgres');
  }

  get ownerKeyPath(): string {
    return join(this.folder, ownerKeyFile);
  }

  /** The root of all keys: made once, because what it sealed can be opened by nothing else. */
  masterKey(): string {
    return this.read(masterKeyFile) ?? this.keep(masterKeyFile, randomBytes(keyBytes).toString('base64url'));
  }

  hasOwnerKey(): boolean {
    return this.read(ownerKeyFile) !== undefined;
  }

  /** Kept for the tools that are run on the same machine, and only after the key has become valid. */
  keepOwnerKey(key: string): void {
    rmSync(this.ownerKeyPath, { force: true });
    this.keep(ownerKeyFile, key);
  }

  private read(name: string): string | undefined {
    try {
      const text = readFileSync(join(this.folder, name), 'utf8').trim();
      return text === '' ? undefined : text;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  private keep(name: string, text: string): string {
    const file = openSync(join(this.folder, name), 'w', 0o600);
    try {
      writeSync(file, `${text}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return text;
  }
}

/** A new owner key, of the form that Whence gives its API keys. */
export const newOwnerKey = (): string => `whk_${randomBytes(keyBytes).toString('base64url')}`;

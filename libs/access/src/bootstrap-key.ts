import { setTimeout as sleep } from 'node:timers/promises';

import { Logger, type OnModuleInit } from '@nestjs/common';
import type { Secret } from '@whence/platform/config';
import { isPassingFault, type Database } from '@whence/platform/postgres';
import type { Background, BackgroundWork } from '@whence/platform/process';

import { ensureWorkspace } from './workspaces.js';

const defaultWorkspace = 'default';
const retryMs = 1_000;
/** A key that is given can be guessed where it is short; one that was generated has 47 characters. */
const weakBelowCharacters = 32;

export interface BootstrapKeyParts {
  readonly key: Secret | undefined;
  readonly database: Database;
  readonly isSchemaCurrent: () => Promise<boolean>;
  readonly background: Pick<Background, 'add'>;
}

/** Makes `WHENCE_BOOTSTRAP_API_KEY` an owner key of the workspace `default` when a process starts. */
export class BootstrapKey implements OnModuleInit, BackgroundWork {
  readonly name = 'bootstrap-key';
  private readonly logger = new Logger('BootstrapKey');
  private readonly stopping = new AbortController();
  private registering: Promise<void> | undefined;

  constructor(private readonly parts: BootstrapKeyParts) {}

  /**
   * The key is valid before the process serves, where that is possible at all. Throws `OwnerKeyUnusableViolation` where the
   * key was revoked or is another workspace's.
   */
  async onModuleInit(): Promise<void> {
    const { key } = this.parts;
    if (key === undefined) return;
    if (key.reveal().length < weakBelowCharacters) {
      this.logger.warn('WHENCE_BOOTSTRAP_API_KEY is short enough to be guessed: use at least 32 random characters');
    }
    if ((await this.parts.isSchemaCurrent()) && (await this.wasRegistered(key))) return;
    this.parts.background.add(this);
  }

  /** PostgreSQL was away at first, or its schema was not there yet. */
  start(): void {
    const { key } = this.parts;
    if (key !== undefined) this.registering = this.register(key);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.registering;
  }

  private async register(key: Secret): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const isDone = await this.wasRegistered(key).catch((error: unknown) =>
        this.logger.error({ message: 'failed', error }),
      );
      if (isDone !== false) return;
      await sleep(retryMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async wasRegistered(key: Secret): Promise<boolean> {
    try {
      await ensureWorkspace(this.parts.database, { name: defaultWorkspace, ownerKey: key.reveal() });
      return true;
    } catch (error) {
      if (isPassingFault(error)) return false;
      throw error;
    }
  }
}

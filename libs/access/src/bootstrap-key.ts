import { setTimeout as sleep } from 'node:timers/promises';

import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { Logger } from '@nestjs/common';
import type { Secret } from '@whence/platform/config';
import { isPassingFault, type Database } from '@whence/platform/postgres';

import { ensureWorkspace } from './workspaces.js';

const defaultWorkspace = 'default';
const retryMs = 1_000;
/** A key that is given can be guessed where it is short; one that was generated has 47 characters. */
const weakBelowCharacters = 32;

/** Makes `WHENCE_BOOTSTRAP_API_KEY` an owner key of the workspace `default` when a process starts. */
export class BootstrapKey implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('BootstrapKey');
  private readonly stopping = new AbortController();
  private retrying: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly key: Secret | undefined,
  ) {}

  /**
   * Throws `OwnerKeyUnusableViolation` where the key was revoked or is another workspace's. Where PostgreSQL is away the
   * process starts all the same, and tries again until it is back.
   */
  async onModuleInit(): Promise<void> {
    if (this.key === undefined) return;
    if (this.key.reveal().length < weakBelowCharacters) {
      this.logger.warn('WHENCE_BOOTSTRAP_API_KEY is short enough to be guessed: use at least 32 random characters');
    }
    if (!(await this.wasRegistered(this.key))) this.retrying = this.retry(this.key);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.retrying;
  }

  private async retry(key: Secret): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await sleep(retryMs, undefined, { signal }).catch(() => undefined);
      const isDone = await this.wasRegistered(key).catch((error: unknown) =>
        this.logger.error({ message: 'failed', error }),
      );
      if (isDone !== false) return;
    }
  }

  private async wasRegistered(key: Secret): Promise<boolean> {
    try {
      await ensureWorkspace(this.database, { name: defaultWorkspace, ownerKey: key.reveal() });
      return true;
    } catch (error) {
      if (isPassingFault(error)) return false;
      throw error;
    }
  }
}

import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { BrokerUnusable } from './broker-unusable.js';
import { guardian } from './guardian.js';
import type { BrokerProgram } from './jars.js';
import { serverProperties, type NodeSettings } from './node-settings.js';
import { answersWith } from './ready.js';

const stopTimeoutMs = 20_000;
const heap = ['-Xms128m', '-Xmx384m'];

/** One process of Kafka, on the same ports and the same records from one start to the next. */
export class BrokerNode {
  private child: ChildProcess | undefined;

  constructor(
    private readonly program: BrokerProgram,
    private readonly settings: NodeSettings,
    private readonly cluster: readonly NodeSettings[],
  ) {}

  /** Where clients find it, `host:port`. */
  get address(): string {
    return `127.0.0.1:${this.settings.port}`;
  }

  get isRunning(): boolean {
    return this.child?.exitCode === null && this.child.signalCode === null;
  }

  /** Its process, for signals such as SIGSTOP. Throws where it does not run. */
  get pid(): number {
    const pid = this.child?.pid;
    if (pid === undefined || !this.isRunning) throw new Error(`the broker at ${this.address} does not run`);
    return pid;
  }

  /** The first time it makes room for records first. */
  async launch(clusterId: string): Promise<void> {
    const { folder } = this.settings;
    mkdirSync(folder, { recursive: true });
    writeFileSync(this.configuration, serverProperties(this.settings, this.cluster));
    if (!existsSync(join(folder, 'records', 'meta.properties'))) await this.format(clusterId);
    this.child = this.run('kafka.Kafka', this.configuration);
    if (this.child.pid !== undefined) guardian.watch(this.child.pid);
  }

  /** Resolves once it answers as one of that many; throws `BrokerUnusable` with its last words where it ends before. */
  async ready(nodesMin: number): Promise<void> {
    if (await answersWith({ address: this.address, nodeId: this.settings.id, nodesMin }, () => this.isRunning)) return;
    const why = this.isRunning ? 'does not answer' : 'ended';
    if (this.isRunning) await this.kill();
    throw new BrokerUnusable(`the broker at ${this.address} ${why}:\n${this.lastWords()}`);
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** A clean end: partitions are handed over, records written. */
  async stop(): Promise<void> {
    if (!this.isRunning) return;
    const timer = setTimeout(() => this.child?.kill('SIGKILL'), stopTimeoutMs);
    await this.end('SIGTERM');
    clearTimeout(timer);
  }

  /** Starts it again, after a clean end where it still runs; resolves once it answers. */
  async restart(): Promise<void> {
    await this.stop();
    await this.launch('');
    await this.ready(1);
  }

  private get configuration(): string {
    return join(this.settings.folder, 'server.properties');
  }

  private get logFile(): string {
    return join(this.settings.folder, 'broker.log');
  }

  private lastWords(): string {
    return existsSync(this.logFile) ? readFileSync(this.logFile, 'utf8').slice(-2_000) : '';
  }

  private async format(clusterId: string): Promise<void> {
    const format = this.run('kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', this.configuration);
    const [code] = (await once(format, 'exit')) as [number | null];
    if (code !== 0) throw new BrokerUnusable(`no room for Kafka’s records could be made:\n${this.lastWords()}`);
  }

  /** Detached: a terminal's Ctrl-C reaches the applications first and the broker last. */
  private run(...words: readonly string[]): ChildProcess {
    const log = openSync(this.logFile, 'a');
    const child = spawn(this.program.java, [...heap, '-cp', this.program.classPath, ...words], {
      env: { PATH: process.env['PATH'] },
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    child.once('error', () => undefined);
    return child;
  }

  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (child?.pid === undefined || !this.isRunning) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
    guardian.forget(child.pid);
  }
}

/** An id as Kafka wants it: 16 bytes, 22 characters of base64url. */
export const newClusterId = (): string => {
  const bytes = randomBytes(16);
  // Kafka's tool would take an id that begins with a dash for an option.
  bytes.writeUInt8(bytes.readUInt8() & 0x7f);
  return bytes.toString('base64url');
};

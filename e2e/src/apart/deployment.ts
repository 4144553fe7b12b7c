import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { guardian, startCluster, type Cluster } from '@whence/kafka-broker';

import { Api } from '../api.js';
import { freshHome, newOwnerKey, removeHome } from '../home.js';
import type { System } from '../the-system.js';
import { AppProcess, type AppName } from './app-process.js';
import { DatabaseServer } from './database-server.js';
import { Gateway } from './gateway.js';
import { apiRoute, shortRoute } from './routes.js';

/** What is to run, beside PostgreSQL. */
export interface DeploymentPlan {
  /** Nodes of Kafka. */
  readonly brokers?: 1 | 3;
  /** Edges and workers of the channel apps in processes of their own. */
  readonly isIntakeApart?: boolean;
  /** How many processes of an app; one where nothing is said. */
  readonly instances?: Partial<Readonly<Record<AppName, number>>>;
  /** Environment variables for every process, in place of the usual ones. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** What every process of the last deployment printed, for whoever looks for the reason of a failure. */
const lastLogs = join(import.meta.dirname, '..', '..', '..', '.cache', 'e2e', 'log');

const takePartTimeoutMs = 60_000;
const pollMs = 100;

const channelApps: readonly AppName[] = ['zernio', 'meta-graph', 'whatsapp-cloud'];
const otherApps: readonly AppName[] = ['redirect', 'attribution', 'analytics', 'affiliate-payouts'];

/**
 * Whence as enterprises run it: a durable PostgreSQL with three databases, Kafka, every app in a process of its own, and a
 * gateway before them. Everything ends with this process, whatever ends it.
 */
export class Deployment implements System {
  readonly ownerKey = newOwnerKey();
  private readonly processes: AppProcess[] = [];
  private readonly masterKey = randomBytes(32).toString('base64url');
  private gateways: readonly [api: Gateway, short: Gateway] | undefined;

  private constructor(
    readonly home: string,
    readonly postgres: DatabaseServer,
    readonly kafka: Cluster,
    private readonly plan: DeploymentPlan,
  ) {}

  /** Resolves once every process is ready. */
  static async start(plan: DeploymentPlan = {}): Promise<Deployment> {
    const home = freshHome();
    guardian.removeAtEnd(home);
    mkdirSync(join(home, 'log'));
    const [postgres, kafka] = await bothOrNone(
      DatabaseServer.start(join(home, 'postgres')),
      startCluster(plan.brokers ?? 1, { folder: join(home, 'kafka') }),
    );
    const deployment = new Deployment(home, postgres, kafka, plan);
    try {
      await deployment.open();
    } catch (error) {
      await deployment.remove();
      throw error;
    }
    return deployment;
  }

  get url(): string {
    return this.gateway(0).url;
  }

  get shortUrl(): string {
    return this.gateway(1).url;
  }

  get api(): Api {
    return new Api(this.url, this.ownerKey);
  }

  get databaseUrls(): readonly [string, ...string[]] {
    const { main, analytics, affiliate } = this.postgres.urls;
    return [main, analytics, affiliate];
  }

  get processUrls(): readonly string[] {
    return this.processes.map(({ name }) => `${this.url}/at/${name}`);
  }

  /** A process by its name: the app's, with `-edge` or `-worker` where intake is apart, with `-2` and so on for further ones. */
  process(name: string): AppProcess {
    const found = this.processes.find((one) => one.name === name);
    if (found === undefined) {
      throw new Error(`no process is called ${name}; there are ${this.processes.map((one) => one.name).join(', ')}`);
    }
    return found;
  }

  get all(): readonly AppProcess[] {
    return this.processes;
  }

  /** One more process, started. */
  async add(app: AppName, settings: Readonly<Record<string, string>> = {}): Promise<AppProcess> {
    const added = this.describe(app, settings);
    await added.start();
    return added;
  }

  /** Ends everything that runs, in order, and removes what it kept. Answers the exit codes of the apps that ran. */
  async remove(): Promise<ReadonlyMap<string, number | null>> {
    const running = this.processes.filter(({ isRunning }) => isRunning);
    const codes = await Promise.all(running.map(async (one) => [one.name, await one.stop()] as const));
    for (const gateway of this.gateways ?? []) await gateway.close();
    // What it keeps is thrown away: it need not write it down.
    await Promise.all(this.kafka.nodes.map((node) => node.kill()));
    await this.kafka.stop();
    await this.postgres.stop();
    rmSync(lastLogs, { recursive: true, force: true });
    cpSync(join(this.home, 'log'), lastLogs, { recursive: true });
    removeHome(this.home);
    guardian.keep(this.home);
    return new Map(codes);
  }

  private async open(): Promise<void> {
    this.gateways = [
      await Gateway.start((path) => apiRoute(this.processes, path)),
      await Gateway.start((path) => shortRoute(this.processes, path)),
    ];
    for (const app of channelApps) {
      for (const INTAKE of this.plan.isIntakeApart === true ? ['edge', 'worker'] : ['both']) {
        this.describeAll(app, { INTAKE });
      }
    }
    for (const app of otherApps) this.describeAll(app, {});
    await Promise.all(this.processes.map((one) => one.start()));
    await this.untilConsumersTakePart();
  }

  /** A new Kafka looks for its coordinators and leaders for a moment, and the backlog cannot be told before. */
  private async untilConsumersTakePart(): Promise<void> {
    for (const deadline = performance.now() + takePartTimeoutMs; ; await sleep(pollMs)) {
      const { status, body } = await this.api.ask('GET', '/v1/backlog');
      if (status === 200) return;
      if (performance.now() > deadline) throw new Error(`the backlog cannot be told: ${JSON.stringify(body)}`);
    }
  }

  private describeAll(app: AppName, settings: Readonly<Record<string, string>>): void {
    for (let count = 0; count < (this.plan.instances?.[app] ?? 1); count += 1) this.describe(app, settings);
  }

  private describe(app: AppName, settings: Readonly<Record<string, string>>): AppProcess {
    const role =
      settings['INTAKE'] === undefined || settings['INTAKE'] === 'both' ? app : `${app}-${settings['INTAKE']}`;
    const twins = this.processes.filter(({ name }) => name === role || name.startsWith(`${role}-`)).length;
    const name = twins === 0 ? role : `${role}-${twins + 1}`;
    const described = new AppProcess({
      name,
      app,
      environment: { ...this.environmentOf(name), ...this.plan.settings, ...settings },
      logFile: join(this.home, 'log', `${name}.log`),
    });
    this.processes.push(described);
    return described;
  }

  private environmentOf(name: string): Readonly<Record<string, string>> {
    const { main, analytics, affiliate } = this.postgres.urls;
    return {
      PORT: '0',
      HOST: '127.0.0.1',
      DATABASE_URL: main,
      ANALYTICS_DATABASE_URL: analytics,
      AFFILIATE_DATABASE_URL: affiliate,
      KAFKA_BROKERS: this.kafka.brokers.join(','),
      WHENCE_MASTER_KEY: this.masterKey,
      WHENCE_BOOTSTRAP_API_KEY: this.ownerKey,
      WHENCE_PUBLIC_URL: this.url,
      WHENCE_SHORT_URL: this.shortUrl,
      WHENCE_SPOOL_DIR: join(this.home, 'spool', name),
      WHENCE_TRUSTED_PROXIES: 'loopback',
      // The gateway knows at once who is there.
      WHENCE_STOP_DELAY_MS: '0',
    };
  }

  private gateway(place: 0 | 1): Gateway {
    const gateway = this.gateways?.[place];
    if (gateway === undefined) throw new Error('the deployment is not open yet');
    return gateway;
  }
}

/** Where one of the two does not start, the other is stopped: it would keep this process from ending. */
const bothOrNone = async (
  postgres: Promise<DatabaseServer>,
  kafka: Promise<Cluster>,
): Promise<readonly [DatabaseServer, Cluster]> => {
  const [first, second] = await Promise.allSettled([postgres, kafka]);
  if (first.status === 'fulfilled' && second.status === 'fulfilled') return [first.value, second.value];
  for (const started of [first, second]) if (started.status === 'fulfilled') await started.value.stop();
  throw first.status === 'rejected' ? first.reason : (second as PromiseRejectedResult).reason;
};

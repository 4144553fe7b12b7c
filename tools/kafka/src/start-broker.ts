import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { freePort } from '@whence/embedded-postgres';

import { BrokerNode, newClusterId } from './broker-node.js';
import { guardian } from './guardian.js';
import { brokerProgram } from './jars.js';
import type { NodeSettings } from './node-settings.js';
import { removeLeftovers } from './leftovers.js';

export interface BrokerOptions {
  /** Keeps the records from one start to the next; without it a temporary folder, which `stop` removes. */
  readonly folder?: string;
  /** Without it a free one between 20000 and 29999; it stays the same over restarts. */
  readonly port?: number;
}

/** A running cluster of Apache Kafka, each node a process of its own that ends with this process. */
export interface Cluster {
  /** `host:port` of every node. */
  readonly brokers: string[];
  readonly nodes: readonly BrokerNode[];
  /** Ends every node cleanly, and removes the records where they are in a temporary folder. */
  stop(): Promise<void>;
}

/** A cluster of one node. */
export interface Broker extends Cluster {
  /** `kill -9`. */
  kill(): Promise<void>;
  /** Starts it again on the same port and records (after a clean end where it still runs); resolves once it answers. */
  restart(): Promise<void>;
}

/** Starts Apache Kafka. Throws `BrokerUnusable`, with what to do, where there is no Java 17 or no Maven. */
export const startBroker = async (options: BrokerOptions = {}): Promise<Broker> => {
  const cluster = await start(1, options);
  const [node] = cluster.nodes;
  if (node === undefined) throw new Error('a cluster of one node has one');
  return {
    ...cluster,
    kill: () => node.kill(),
    restart: () => node.restart(),
  };
};

/** Starts that many nodes; with three, every record is on all of them and acknowledged by two. About 350 MB each. */
export const startCluster = (nodes: number, options: Pick<BrokerOptions, 'folder'> = {}): Promise<Cluster> =>
  start(nodes, options);

const start = async (count: number, options: BrokerOptions): Promise<Cluster> => {
  const program = await brokerProgram();
  const folder = options.folder === undefined ? temporaryFolder() : resolve(options.folder);
  const settings = await settingsOf(count, folder, options.port);
  const nodes = settings.map((one) => new BrokerNode(program, one, settings));
  const stop = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.stop()));
    if (options.folder !== undefined) return;
    rmSync(folder, { recursive: true, force: true });
    guardian.keep(folder);
  };
  try {
    const clusterId = newClusterId();
    await Promise.all(nodes.map((node) => node.launch(clusterId)));
    await Promise.all(nodes.map((node) => node.ready(count)));
  } catch (error) {
    await Promise.all(nodes.map((node) => node.kill()));
    await stop();
    throw error;
  }
  return { brokers: nodes.map(({ address }) => address), nodes, stop };
};

const temporaryFolderPrefix = 'whence-kafka-';

const temporaryFolder = (): string => {
  removeLeftovers(temporaryFolderPrefix);
  const folder = mkdtempSync(join(tmpdir(), temporaryFolderPrefix));
  guardian.removeAtEnd(folder);
  return folder;
};

const settingsOf = async (
  count: number,
  folder: string,
  port: number | undefined,
): Promise<readonly NodeSettings[]> => {
  const settings: NodeSettings[] = [];
  const taken = new Set<number>();
  const draw = async (...wanted: readonly (number | undefined)[]): Promise<number> => {
    for (;;) {
      const drawn = await freePort(...wanted);
      if (taken.has(drawn)) continue;
      taken.add(drawn);
      return drawn;
    }
  };
  for (let id = 1; id <= count; id += 1) {
    settings.push({
      id,
      folder: join(folder, id.toString()),
      port: port ?? (await draw()),
      controllerPort: await draw(),
    });
  }
  return settings;
};

/** One node of a cluster, broker and controller at once. */
export interface NodeSettings {
  readonly id: number;
  readonly port: number;
  readonly controllerPort: number;
  /** Its own: configuration, log, and the records. */
  readonly folder: string;
}

const sessionTimeoutMs = 4_000;
const heartbeatIntervalMs = 500;

/** How many copies of what Kafka keeps for itself a cluster of this size can hold. */
const copies = (nodes: number): number => Math.min(3, nodes);

/** The text of `server.properties`. A record is acknowledged by two nodes as soon as there are three. */
export const serverProperties = (node: NodeSettings, cluster: readonly NodeSettings[]): string => {
  const voters = cluster.map(({ id, controllerPort }) => `${id}@127.0.0.1:${controllerPort}`);
  const inSync = cluster.length >= 3 ? 2 : 1;
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': node.id,
    'controller.quorum.voters': voters.join(','),
    listeners: `PLAINTEXT://127.0.0.1:${node.port},CONTROLLER://127.0.0.1:${node.controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    'log.dirs': `${node.folder}/records`,
    'offsets.topic.replication.factor': copies(cluster.length),
    'offsets.topic.num.partitions': 3,
    'transaction.state.log.replication.factor': copies(cluster.length),
    'transaction.state.log.min.isr': inSync,
    'default.replication.factor': copies(cluster.length),
    'min.insync.replicas': inSync,
    'group.initial.rebalance.delay.ms': 0,
    // Until it is over, the cluster counts on a killed node, and the node itself is not let in again.
    'broker.session.timeout.ms': sessionTimeoutMs,
    'broker.heartbeat.interval.ms': heartbeatIntervalMs,
    'auto.create.topics.enable': false,
    'log.cleaner.dedupe.buffer.size': 4_194_304,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
};

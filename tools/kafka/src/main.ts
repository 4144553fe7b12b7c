import { BrokerUnusable } from './broker-unusable.js';
import { readOptions } from './options.js';
import { startBroker, startCluster } from './start-broker.js';

const say = (message: string): void => void process.stdout.write(`${message}\n`);

const stopRequested = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
});

try {
  const { port, nodes, folder } = readOptions(process.argv.slice(2));
  say('starting Kafka …');
  const cluster = nodes === 1 ? await startBroker({ port, folder }) : await startCluster(nodes, { folder });
  say(`Kafka is ready; its records are kept in ${folder}\n\n  KAFKA_BROKERS=${cluster.brokers.join(',')}\n`);
  const keepAlive = setInterval(() => undefined, 60_000);
  await stopRequested;
  clearInterval(keepAlive);
  say('stopping …');
  await cluster.stop();
  say('stopped');
} catch (error) {
  const text = error instanceof BrokerUnusable ? error.message : String((error as Error).stack);
  process.stderr.write(`kafka: ${text}\n`);
  process.exitCode = 1;
}

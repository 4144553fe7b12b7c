import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** Builds the launcher where its `dist` is missing or stale: this file runs in plain Node. */
const build = () => {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const built = spawnSync(process.execPath, [tsc, '-b', join(import.meta.dirname, 'tsconfig.build.json')], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (built.status !== 0) throw new Error('the Kafka launcher does not build');
};

const startBroker = async () => {
  build();
  return (await import('@whence/kafka-broker')).startBroker();
};

/** Offers one broker to the whole run. It is started when the first test asks for it, over HTTP: tests run in workers. */
export default async () => {
  let starting;
  const server = createServer(async (_request, response) => {
    starting ??= startBroker();
    try {
      const { brokers } = await starting;
      response.end(JSON.stringify({ brokers }));
    } catch (error) {
      response.end(JSON.stringify({ problem: error.message }));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Workers inherit the environment; `testBroker` reads this.
  process.env.WHENCE_TEST_KAFKA = `http://127.0.0.1:${server.address().port}`;
  globalThis.whenceTestKafka = {
    stop: async () => {
      server.close();
      server.closeAllConnections();
      const broker = await starting?.catch(() => undefined);
      await broker?.stop();
    },
  };
};

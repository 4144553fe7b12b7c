import offerBroker from '../kafka/jest-global-setup.mjs';
import startPostgres from '../test-database/jest-global-setup.mjs';

/** What integration tests need: a PostgreSQL, and a Kafka for those that ask. */
export default async () => {
  await startPostgres();
  await offerBroker();
};

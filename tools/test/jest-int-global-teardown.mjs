import stopBroker from '../kafka/jest-global-teardown.mjs';
import stopPostgres from '../test-database/jest-global-teardown.mjs';

export default async () => {
  await stopBroker();
  await stopPostgres();
};

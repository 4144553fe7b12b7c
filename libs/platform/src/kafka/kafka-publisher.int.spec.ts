import { beforeAll } from '@jest/globals';
import { testBroker } from '@whence/kafka-broker';

import { brokerStartMsMax } from '../../test/broker-start.js';
import { describeEventPublisher } from '../../test/publisher.behaviour.js';
import { quietTransport } from '../../test/quiet-transport.js';

beforeAll(async () => {
  await testBroker();
}, brokerStartMsMax);

describeEventPublisher('over Kafka', {
  make: async () => quietTransport(await testBroker()),
  end: () => Promise.resolve(),
});

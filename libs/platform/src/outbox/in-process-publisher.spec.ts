import { describeEventPublisher } from '../../test/publisher.behaviour.js';
import { InProcessTransport } from './index.js';

describeEventPublisher('within the process', {
  make: () => Promise.resolve(new InProcessTransport()),
  end: () => Promise.resolve(),
});

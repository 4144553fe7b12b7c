import { describe } from '@jest/globals';

import { describeUnitOfWork } from '../unit-of-work.contract-suite.js';
import { InMemoryUnitOfWork } from './in-memory-unit-of-work.js';

describe('the unit of work in memory', () => {
  describeUnitOfWork(() => new InMemoryUnitOfWork());
});

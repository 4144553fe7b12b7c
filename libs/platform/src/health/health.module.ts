import { Global, Module } from '@nestjs/common';

import { Databases } from '../process/databases.js';
import { HealthController } from './health.controller.js';
import { Readiness } from './readiness.js';

/** `/health/live`, `/health/ready` and `/metrics`, once for each process. */
@Global()
@Module({
  controllers: [HealthController],
  providers: [
    {
      provide: Readiness,
      inject: [Databases],
      useFactory: (databases: Databases) => {
        const readiness = new Readiness();
        readiness.require('postgresql', () => databases.areReachable());
        return readiness;
      },
    },
  ],
  exports: [Readiness],
})
export class HealthModule {}

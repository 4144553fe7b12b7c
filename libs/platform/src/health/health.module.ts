import { Module, type DynamicModule } from '@nestjs/common';

import { Databases } from '../process/databases.js';
import { Schemas } from '../process/schemas.js';
import { HealthController } from './health.controller.js';
import { Readiness } from './readiness.js';

export interface HealthOptions {
  /** Once it has everything it goes on without PostgreSQL: turning traffic away then would lose what it could keep. */
  readonly outlivesPostgres: boolean;
}

/** `/health/live`, `/health/ready` and `/metrics`, once for each process. */
@Module({})
export class HealthModule {
  static with({ outlivesPostgres }: HealthOptions): DynamicModule {
    return {
      module: HealthModule,
      global: true,
      controllers: [HealthController],
      providers: [
        {
          provide: Readiness,
          inject: [Databases, Schemas],
          useFactory: (databases: Databases, schemas: Schemas) => {
            const readiness = new Readiness();
            const goesOnWithout = (): boolean => outlivesPostgres && schemas.wereCurrent;
            readiness.require('postgresql', async () => goesOnWithout() || (await databases.areReachable()));
            readiness.require('schemas', async () => (await schemas.notCurrent()).map((schema) => `schema ${schema}`));
            return readiness;
          },
        },
      ],
      exports: [Readiness],
    };
  }
}

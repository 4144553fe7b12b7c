import 'reflect-metadata';

import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';

@Module({})
class BareModule {}

/** Nest on Fastify with one controller and nothing else, on a port of the system's choice. Says where it listens. */
export const serveBare = async (controller: Type): Promise<void> => {
  const application = await NestFactory.create<NestFastifyApplication>(
    { module: BareModule, controllers: [controller] },
    new FastifyAdapter({ logger: false }),
    { logger: false, bodyParser: false },
  );
  const server = application.getHttpAdapter().getInstance();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  await application.listen(0, '127.0.0.1');
  process.stdout.write(`ready: ${await application.getUrl()}\n`);
  process.once('SIGTERM', () => process.exit());
};

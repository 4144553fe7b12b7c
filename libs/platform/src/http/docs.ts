import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';

import { ProblemBody } from './api-problems.js';
import { completeOperations } from './complete-operation.js';
import { documentedPathsOf } from './raw-scope.js';

const documentOf = (application: INestApplication): OpenAPIObject => {
  const document = SwaggerModule.createDocument(
    application,
    new DocumentBuilder()
      .setTitle('Whence')
      .setDescription(
        'Says, for every conversation opened in Instagram Direct, Messenger or WhatsApp, whence the person came.',
      )
      .setVersion('1')
      .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'API key', description: 'An API key, `whk_…`.' })
      .addSecurityRequirements('bearer')
      .build(),
    { extraModels: [ProblemBody] },
  );
  const server = application.getHttpAdapter().getInstance() as FastifyInstance;
  const paths = Object.entries(document.paths).map(([path, item]) => [path, completeOperations(item)] as const);
  return { ...document, paths: { ...Object.fromEntries(paths), ...documentedPathsOf(server) } };
};

/** Swagger UI at `/docs` and the OpenAPI document at `/docs-json`, of what this process serves. */
export const addDocs = (application: INestApplication): void => {
  SwaggerModule.setup('docs', application, () => documentOf(application), {
    jsonDocumentUrl: 'docs-json',
    raw: ['json'],
    customSiteTitle: 'Whence API',
    swaggerOptions: { persistAuthorization: true },
  });
};

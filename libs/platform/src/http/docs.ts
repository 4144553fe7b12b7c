import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

const documentOf = (application: INestApplication) =>
  SwaggerModule.createDocument(
    application,
    new DocumentBuilder()
      .setTitle('Whence')
      .setDescription(
        'Says, for every conversation opened in Instagram Direct, Messenger or WhatsApp, whence the person came.',
      )
      .setVersion('1')
      .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key, `whk_…`.' })
      .addSecurityRequirements('bearer')
      .build(),
  );

/** Swagger UI at `/docs` and the OpenAPI document at `/docs-json`, of the controllers of this process. */
export const addDocs = (application: INestApplication): void => {
  SwaggerModule.setup('docs', application, () => documentOf(application), {
    jsonDocumentUrl: 'docs-json',
    raw: ['json'],
    customSiteTitle: 'Whence API',
    swaggerOptions: { persistAuthorization: true },
  });
};

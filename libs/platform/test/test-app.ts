import { Body, Controller, Get, Module, Param, Post, Query, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsArray, IsString, ValidateNested } from 'class-validator';

import { loadConfig, PlatformConfig, type Environment } from '../src/config/index.js';
import { ApiProblems } from '../src/http/api-problems.js';
import { Authenticated } from '../src/http/authenticated.js';
import { IfGiven, IsObjectOf } from '../src/http/body-fields.js';
import { ListQuery } from '../src/http/list.js';
import { MoneyBody } from '../src/http/money.body.js';
import { Authenticator, CurrentPrincipal, type Principal } from '../src/http/principal.js';
import { Problem } from '../src/http/problem.js';
import { registerRawScope } from '../src/http/raw-scope.js';
import { createApplication } from '../src/http/serve.js';

export class ShelfRequest {
  @ApiProperty()
  @IsString()
  name!: string;

  @ApiProperty({ type: [MoneyBody] })
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => MoneyBody)
  prices!: MoneyBody[];

  @ApiProperty({ type: MoneyBody, required: false })
  @IfGiven()
  @IsObjectOf(() => MoneyBody)
  deposit?: MoneyBody;

  @ApiProperty({ required: false })
  @IfGiven()
  @IsString()
  note?: string;
}

const failures: Readonly<Record<string, () => Error>> = {
  refused: () => new Problem('already-taken', { detail: 'the name is taken', members: { holder: 'shf_1' } }),
  database: () => Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' }),
  text: () => Object.assign(new Error('invalid byte sequence for encoding "UTF8": 0x00'), { code: '22021' }),
  defect: () => Object.assign(new Error('a defect'), { detail: 'Key (phone)=(+15550100) already exists.' }),
};

@Controller('v1/shelves')
@Authenticated('catalog:read')
export class ShelvesController {
  @Get()
  list(@Query() query: ListQuery): ListQuery {
    return query;
  }

  @Get('mine')
  mine(@CurrentPrincipal() principal: Principal): Principal {
    return principal;
  }

  @Get('failing/:how')
  fail(@Param('how') how: string): never {
    throw failures[how]?.() ?? new Problem('not-found');
  }

  @Post()
  @Authenticated('catalog:write')
  @ApiProblems('already-taken')
  create(@Body() body: ShelfRequest): ShelfRequest {
    return body;
  }
}

@Module({ controllers: [ShelvesController] })
export class ShelvesModule implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    registerRawScope(this.host, {
      paths: { '/webhooks/echo': { post: { summary: 'Answers with the bytes it was sent', responses: {} } } },
      addRoutes: (scope) => {
        scope.post('/webhooks/echo', (request, reply) => reply.send(request.body));
        scope.post('/webhooks/failing', () => {
          throw new Problem('not-found');
        });
      },
    });
  }
}

const principals: Readonly<Record<string, readonly string[]>> = {
  'key-of-owner': ['*'],
  'key-of-reader': ['catalog:read'],
};

const keysOfTest: Authenticator = {
  authenticate: async (bearer) => {
    const scopes = principals[bearer];
    return scopes && { workspaceId: 'wsp_test', keyId: bearer, scopes };
  },
};

@Module({ providers: [{ provide: Authenticator, useValue: keysOfTest }], exports: [Authenticator] })
class KeysModule {}

/** Nothing listens there: what is tested with it needs no database. */
const environment: Environment = {
  DATABASE_URL: 'postgres://whence_app:not-the-password@127.0.0.1:1/none',
  WHENCE_MASTER_KEY: 'a master key that is long enough for tests',
  PORT: '0',
  HOST: '127.0.0.1',
};

export const testConfig = (changes: Environment = {}): PlatformConfig =>
  loadConfig(PlatformConfig, { ...environment, ...changes });

export const testModules = [{ module: ShelvesModule, imports: [KeysModule] }];

export interface TestApp {
  readonly application: NestFastifyApplication;
  readonly logLines: readonly Record<string, unknown>[];
}

/** The test modules as an application that takes injected requests. */
export const startTestApp = async (): Promise<TestApp> => {
  const logLines: Record<string, unknown>[] = [];
  const logStream = { write: (line: string) => void logLines.push(JSON.parse(line) as Record<string, unknown>) };
  const application = await createApplication(testModules, testConfig(), { logStream });
  await application.init();
  await application.getHttpAdapter().getInstance().ready();
  return { application, logLines };
};
